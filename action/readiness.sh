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

coldstart_command readiness "${options[@]}"
# What this shell is told it tells the program, see run.sh; one that runs in the
# background does not hear SIGINT.
"${coldstart[@]}" &
trap 'kill -TERM $!' INT TERM
while :; do
  status=0
  wait $! || status=$?
  kill -0 $! 2>/dev/null || break
done
output exit-code "$status"
case $status in
  0 | 3 | 4) ;;
  *) exit "$status" ;;
esac
if [ -f "$INPUT_OUT/readiness.md" ]; then
  # GitHub shows a summary of up to 1 MiB, and none of a longer one.
  head -c 1000000 "$INPUT_OUT/readiness.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
