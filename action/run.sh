#!/usr/bin/env bash
# One step of the action: `coldstart action STEP`.
#
# usage: run.sh base|measure|publish|comment|tracking-issue
set -euo pipefail

# shellcheck source=SCRIPTDIR/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# In place of this shell: the runner signals the step's process alone, and a shell
# would keep a cancellation to itself.
coldstart_command action "$1"
exec "${coldstart[@]}"
