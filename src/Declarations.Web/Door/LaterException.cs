namespace Declarations.Web.Door;

/// <summary>Not now, but after a while: the same page again, with what was typed, and when to come back.</summary>
/// <param name="status">503 or 429.</param>
/// <param name="seconds">Until it may be tried again.</param>
/// <param name="words">Key of the sentence that says so; its argument is the seconds.</param>
public abstract class LaterException(int status, int seconds, string words) : Exception
{
    public string Words => words;
    public int Seconds => seconds;

    public void Answer(HttpResponse response)
    {
        response.StatusCode = status;
        response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Too many passwords wait to be checked, or too many forms to be taken.</summary>
public sealed class BusyException() : LaterException(StatusCodes.Status503ServiceUnavailable, 5, "error.busy");

/// <summary>Too many guesses were wrong; this one was not even looked at.</summary>
public sealed class DelayedException(TimeSpan wait) : LaterException(StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds), "error.wait");
