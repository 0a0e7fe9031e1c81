FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Declarations.Domain/*.csproj src/Declarations.Domain/packages.lock.json src/Declarations.Domain/
COPY src/Declarations.Data/*.csproj src/Declarations.Data/packages.lock.json src/Declarations.Data/
COPY src/Declarations.Reporting/*.csproj src/Declarations.Reporting/packages.lock.json src/Declarations.Reporting/
COPY src/Declarations.Tips/*.csproj src/Declarations.Tips/packages.lock.json src/Declarations.Tips/
COPY src/Declarations.Web/*.csproj src/Declarations.Web/packages.lock.json src/Declarations.Web/
RUN dotnet restore src/Declarations.Web --locked-mode
COPY src/ src/
# Compiled ahead for the processor of the image, which a start need not do any more. The packages are those that were just restored and compared with the
# lock files; those name no processor, so that what is added for it stands in a list of its own.
RUN for host in Web Tips; do \
        dotnet publish src/Declarations.$host -c Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -p:UseAppHost=false \
            -p:NuGetLockFilePath=obj/packages.lock.json -o /published-$host || exit 1; \
    done

# The public host for tips: docker build --target tips. Nothing of the main site is in it but the look.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS tips
WORKDIR /app
COPY --from=build /published-Tips ./
# No diagnostics port, through which somebody on the machine could count requests.
ENV urls=http://+:8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "Declarations.Tips.dll"]

# This image has ICU and the time zones: the deadlines are days in Asia/Shanghai.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS web
WORKDIR /app
COPY --from=build /published-Web ./
# A new volume takes over the owner of the directory that it is mounted on.
RUN install -d -o "$APP_UID" -g "$APP_UID" -m 700 /keys
ENV ASPNETCORE_URLS=http://+:8080 Keys__Path=/keys
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["dotnet", "Declarations.Web.dll", "health"]
ENTRYPOINT ["dotnet", "Declarations.Web.dll"]
