#!/usr/bin/env bash
# The measuring part of readiness/action.yml. A form that was not built (3) or
# not measured (4) is what the page is for: the step fails on other codes alone.
set -euo pipefail

# shellcheck source=SCRIPTDIR/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

options=(--config "${INPUT_CONFIG:?}" --out "${INPUT_OUT:?}")
if [ -n "${INPUT_BLOCKS:-}" ]; then
  options+=(--blocks "$INPUT_BLOCKS")
fi
if [ -n "${INPUT_SINCE:-}" ]; then
  if [ -f "$INPUT_SINCE" ]; then
    options+=(--since "$INPUT_SINCE")
  else
    say "no earlier run at $INPUT_SINCE: nothing is compared"
  fi
fi

status=0
start_coldstart readiness "${options[@]}" || status=$?
output exit-code "$status"
case $status in
  0 | 3 | 4) ;;
  *) exit "$status" ;;
esac
if [ -f "$INPUT_OUT/readiness.md" ]; then
  # GitHub shows a summary of up to 1 MiB, and none of a longer one.
  head -c 1000000 "$INPUT_OUT/readiness.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
