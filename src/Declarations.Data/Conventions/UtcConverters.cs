using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Declarations.Data.Conventions;

/// <summary>Instants are stored as UTC and in microseconds on both databases, so that they compare and sort alike.</summary>
internal sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
    instant => Instants.Stored(instant).UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

/// <summary>Money is a whole number of fen.</summary>
internal sealed class MoneyInFen() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));
