#!/usr/bin/env bash
# One step of the action: `coldstart action STEP`.
#
# usage: run.sh base|measure|publish|comment|tracking-issue
set -euo pipefail

# shellcheck source=SCRIPTDIR/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

start_coldstart action "$1"
