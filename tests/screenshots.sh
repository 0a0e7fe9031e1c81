#!/usr/bin/env bash
# Photographs every page of the demo in both languages, wide and on a phone, into a folder (default: docs/images, those of README and docs only).
#   bash tests/screenshots.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-}
shots=${folder:-$(mktemp -d)}
mkdir -p "$shots"
DEEP=1 SCREENSHOTS=$(realpath "$shots") dotnet test tests/Declarations.EndToEnd.Tests --nologo --filter "FullyQualifiedName~Everything"
[ -n "$folder" ] || cp "$shots"/{my-work-en,my-work-zh-CN,read-en,read-zh-CN,summary-zh-CN}-1280.png docs/images/
