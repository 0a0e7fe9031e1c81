using Declarations.Web.Commands;

return await CommandLine.RunAsync(args);
