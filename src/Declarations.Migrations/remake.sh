#!/usr/bin/env bash
# Usage: bash src/Declarations.Migrations/remake.sh
# Until the first release there is one migration a provider: deletes both and makes them again from the model. Databases made before must be made anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet tool restore > /dev/null
rm -rf src/Declarations.Data/Migrations
dotnet build src/Declarations.Migrations --configuration Release --nologo --verbosity quiet
make() {
    dotnet ef migrations add Initial --context "$1" --project src/Declarations.Data --startup-project src/Declarations.Migrations \
        --output-dir "Migrations/$2" --configuration Release --no-build
}
for provider in Sqlite Postgres; do
    make "${provider}DeclarationsDb" "$provider"
    make "${provider}TipsDb" "Tips$provider"
done
