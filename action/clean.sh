#!/usr/bin/env bash
# Removes the checkout that base was built in, where the program could not do it:
# a job that is cancelled is killed some seconds later.
set -euo pipefail

# The program makes them here and nowhere else on a runner.
left=("${RUNNER_TEMP:-/nowhere}"/coldstart-base*)
if [ -e "${left[0]}" ]; then
  rm -rf -- "${left[@]}"
  git -c core.fsmonitor=false -c core.hooksPath=/dev/null worktree prune || true
fi
