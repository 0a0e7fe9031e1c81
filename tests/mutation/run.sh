#!/usr/bin/env bash
# Mutation check of the rules, in a copy of the tree: tests/mutation/run.sh [report file] [part of a file name]
set -euo pipefail
cd "$(dirname "$0")/../.."
report=$(realpath "${1:-mutants.txt}")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | xargs -0 cp --parents -t "$copy"
cd "$copy"
# the generated regular expressions are compiled from files, since nothing generates them in memory
dotnet build tests/Declarations.Domain.Tests -p:EmitCompilerGeneratedFiles=true --nologo -v q
dotnet run tests/mutation/Mutate.cs -- src/Declarations.Domain tests/Declarations.Domain.Tests "$report" "${2:-}"
