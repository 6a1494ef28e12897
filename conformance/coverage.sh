#!/bin/sh
# How much of upstream's own checks the generated cases reach: prints what is missing, and the figure.
#
#   MODE=cover conformance/build.sh 1.37
#   conformance/coverage.sh [RELEASE [ARGUMENTS OF generate/main.ts]]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
release=${1-1.37}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- --set systematic,faults,random
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here/.."
npx tsx conformance/generate/main.ts "$@" --format json |
  GOCOVERDIR=$scratch "$here/.bin/oracle-$release-cover" -brief >/dev/null 2>&1
npx tsx conformance/uncovered.ts --packages --release "$release" "$scratch"
