# shellcheck shell=sh
# Looking for Docker Engine and starting one. Sourced by bin/setup after lib.sh.

# Where an engine that bin/setup starts without systemd keeps its data and log.
engine_home=/var/lib/coldstart

# look_for_engine: sets `engine` to one of
#   answers    and `engine_version`
#   denied     it runs, this user may not use its socket
#   remote     DOCKER_HOST names one that doesn't answer
#   stopped    installed, not running
#   absent     not installed
#   no-client  perhaps running, but the docker command is missing
# and `engine_error` to what the docker command said.
look_for_engine() {
  engine_version=
  engine_error=
  if ! have docker; then
    if [ -S /var/run/docker.sock ]; then engine=no-client; else engine=absent; fi
    return 0
  fi
  if engine_error=$(docker version --format '{{.Server.Version}}' 2>&1); then
    # Warnings of the client come first.
    # shellcheck disable=SC2034 # bin/setup prints it
    engine_version=$(printf '%s\n' "$engine_error" | tail -n 1)
    engine=answers
    return 0
  fi
  case $engine_error in
    *'permission denied'*) engine=denied ;;
    *)
      if [ -n "${DOCKER_HOST:-}" ]; then
        engine=remote
      elif PATH="$PATH:/usr/sbin:/sbin" command -v dockerd >/dev/null; then
        engine=stopped
      else
        engine=absent
      fi
      ;;
  esac
}

# What a person does about an engine that doesn't answer.
explain_engine() {
  case $engine in
    answers) ;;
    absent) warn "Docker Engine is among them; so that you may use it:  sudo usermod -aG docker $(id -un)    then log in again" ;;
    denied)
      warn "Docker Engine runs, but this user may not use its socket."
      warn "run:  sudo usermod -aG docker $(id -un)    then log in again"
      ;;
    remote)
      warn "no engine answers at DOCKER_HOST=$DOCKER_HOST. Start it, or unset DOCKER_HOST to use the one of this machine."
      ;;
    stopped)
      warn "Docker Engine is installed and does not run."
      if [ -d /run/systemd/system ]; then
        warn "run:  sudo systemctl start docker"
      else
        warn "run:  sudo bin/setup    which starts it"
      fi
      ;;
    no-client) warn "no docker command on the PATH." ;;
  esac
}

# start_engine: as root; returns when it answers.
start_engine() {
  if [ -d /run/systemd/system ]; then
    systemctl start docker || fail "Docker Engine does not start: journalctl -u docker says why."
    wait_for_engine "journalctl -u docker"
    return 0
  fi
  # No init system to ask (a container, a small virtual machine). The containers
  # that are measured have no network, so the engine needs no bridge and no
  # packet filter, which such places often lack. It outlives this script.
  mkdir -p "$engine_home"
  PATH="$PATH:/usr/sbin:/sbin" setsid nohup dockerd \
    --data-root "$engine_home/docker" \
    --bridge none --iptables=false --ip6tables=false \
    >"$engine_home/dockerd.log" 2>&1 </dev/null &
  wait_for_engine "$engine_home/dockerd.log"
}

# wait_for_engine LOG: at most 30 s.
wait_for_engine() {
  tries=0
  while [ "$tries" -lt 150 ]; do
    look_for_engine
    [ "$engine" != answers ] || return 0
    tries=$((tries + 1))
    sleep 0.2
  done
  [ ! -f "$1" ] || tail -n 5 "$1" >&2
  fail "Docker Engine was started and does not answer after 30 s: see $1"
}
