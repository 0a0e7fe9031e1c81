Console.Error.WriteLine("Start-up project of `dotnet ef`; run the web application with: dotnet run --project src/Declarations.Web");
return 2;
