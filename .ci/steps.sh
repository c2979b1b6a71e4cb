# The steps of .ci/run: how one runs, what is said of it, and how all of them end. Sourced by bash.

readonly LOGS="${CI_LOGS:-$(mktemp -d)}"
readonly STARTED=$SECONDS
passed=0 failed=0 not_run=()
background=()
trap 'for pid in "${background[@]}"; do kill -- "$pid" 2>/dev/null; done' EXIT

# Seconds that the machine's processors have idled; 0 where that is not told (macOS).
idle_seconds() {
  awk -v hertz="$(getconf CLK_TCK)" '$1 == "cpu" {idle = ($5 + $6) / hertz} END {printf "%.0f", idle}' /proc/stat 2>/dev/null || echo 0
}
IDLE_BEFORE="$(idle_seconds)"
readonly IDLE_BEFORE

# What the time was worth: the less the processors idled, the better the steps are packed.
so_far() {
  echo "$((SECONDS - STARTED)) seconds, of which processors idled for $(($(idle_seconds) - IDLE_BEFORE))"
}

log_of() {
  printf %s "$LOGS/$(printf %s "$1" | tr -cs 'a-zA-Z0-9' '-').log"
}

# flaky_of LOG: what of a step passed only when it was run again, and how it failed before.
flaky_of() {
  sed -n '/^flaky: /,$p' "$1" | sed 's/^/      /'
}

# timed LOG COMMAND…: runs it with its output in LOG; the seconds that it took, and those of processors, go beside. In a
# subshell: bash counts every child that has ended, and so those of other steps.
timed() (
  log=$1
  began=$SECONDS
  TIMEFORMAT='%U %S'
  shift
  { time "$@" >"$log" 2>&1; } 2>"$log.processors"
  status=$?
  echo "$((SECONDS - began)) s, of processors $(awk '{gsub(",", "."); printf "%.0f", $1 + $2}' "$log.processors") s" >"$log.seconds"
  exit "$status"
)

# report NAME STATUS: counts a step that has ended, and shows its output when it failed. 77 means that it cannot run here.
report() {
  local name=$1 status=$2 log took
  log="$(log_of "$name")"
  last_log=$log
  took="$(cat "$log.seconds" 2>/dev/null || echo 'interrupted')"
  if ((status == 0)); then
    passed=$((passed + 1))
    echo "ok    $name ($took)"
    flaky_of "$log"
  elif ((status == 77)); then
    not_run+=("$name: $(tail -n 1 "$log")")
    echo "NOT RUN  $name: $(tail -n 1 "$log")"
  else
    failed=$((failed + 1))
    echo "FAIL  $name ($took), all of it in $log:"
    tail -n 60 "$log" | sed 's/^/      /'
  fi
  return "$status"
}

# step NAME COMMAND…: runs it with its output in a file.
step() {
  local name=$1
  shift
  timed "$(log_of "$name")" "$@"
  report "$name" $?
}

# beside NAME COMMAND…: begins it, and the next steps run meanwhile, until `await_beside NAME` reports it. For what mostly
# waits and does not measure time.
beside() {
  behind '' "$@"
}

# behind EARLIER NAME COMMAND…: the same, once EARLIER, which began beside others, has ended.
behind() {
  local earlier=$1 log
  log="$(log_of "$2")"
  shift 2
  # In a process group of its own, so that an interrupted run takes all of it along.
  set -m
  { has_ended "$earlier" && timed "$log" "$@"; } </dev/null >/dev/null 2>&1 &
  set +m
  echo $! >"$log.pid"
  background+=("-$!")
}

has_ended() {
  [[ -n "$1" ]] || return 0
  until [[ -s "$(log_of "$1").seconds" ]]; do sleep 1; done
}

await_beside() {
  wait "$(cat "$(log_of "$1").pid")"
  report "$1" $?
}

# figures [LINES]: what the last step printed, or the end of it.
figures() {
  tail -n "${1:-100}" "$last_log" | sed 's/^/      /'
}

finish() {
  echo
  if ((${#not_run[@]} > 0)); then
    echo "NOT RUN on this machine:"
    printf '  %s\n' "${not_run[@]}"
  fi
  grep --no-messages --no-filename '^flaky: ' "$LOGS"/*.log
  echo "$(so_far); logs in $LOGS"
  echo "$passed passed, $failed failed"
  ((failed == 0))
  exit
}
