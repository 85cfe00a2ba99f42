#!/usr/bin/env bash
#
# Runs fuzz targets, one after the other, each in a JVM of its own, as Jazzer wants it. Called by
# './nudge test fuzz', which has built them; JAVA is the java to use.

set -euo pipefail

module=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
classes=$module/target/test-classes
seconds=60
targets=()

# All targets as they are called: EventFuzzTest is event.
all() {
  (cd "$classes" && find . -name '*FuzzTest.class' | sed 's|.*/||; s|FuzzTest.class||' | tr '[:upper:]' '[:lower:]' | sort)
}

usage() {
  echo "Usage: nudge test fuzz [TARGET...] [--seconds N]"
  echo "Random bytes, guided by coverage, for what reads: $(all | tr '\n' ' ')"
  echo "Each target runs so many seconds (default 60); what it found stays in fuzz/target/found."
  echo "Exit code 0 when nothing was found, 1 when something was."
}

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --seconds)
      seconds=${2:-}
      [[ $seconds =~ ^[1-9][0-9]*$ ]] || {
        echo "nudge: --seconds takes a number, and got '$seconds'" >&2
        exit 2
      }
      shift
      ;;
    *)
      all | grep -qx -- "$1" || {
        echo "nudge: there is no target '$1': they are $(all | tr '\n' ' ')" >&2
        exit 2
      }
      targets+=("$1")
      ;;
  esac
  shift
done
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(all)

found=$module/target/found
logs=$module/target/fuzz-logs
mkdir -p "$found" "$logs" "$module/target/corpus"
# Jazzer keeps what it learnt in the working folder, and begins with it the next time.
cd "$module/target/corpus"

code=0
for target in "${targets[@]}"; do
  file=$(find "$classes" -iname "${target}FuzzTest.class")
  class=${file#"$classes"/}
  class=${class%.class}
  log=$logs/$target.txt
  result='found nothing'
  if ! "$JAVA" -Xmx1g -XX:+UseSerialGC -Dnudge.fuzz.module="$module" \
    -cp "$classes:$(cat "$module/target/fuzz.classpath")" com.code_intelligence.jazzer.Jazzer \
    --target_class="${class//\//.}" --instrumentation_includes='dev.nudge.**' \
    -max_total_time="$seconds" -artifact_prefix="$found/$target-" >"$log" 2>&1 </dev/null; then
    code=1
    result="FAILED: see $log"
  fi
  runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log" | tail -n 1)
  coverage=$(sed -n 's/.* cov: \([0-9]*\) ft: \([0-9]*\) .*/\1 edges, \2 features/p' "$log" | tail -n 1)
  printf '%-12s %10s runs, %s, %s\n' "$target" "${runs:-0}" "${coverage:-no coverage}" "$result"
  if [ "$result" != 'found nothing' ]; then
    sed -n '/^== Java Exception/,/^DEDUP_TOKEN/p' "$log" | head -n 12
    sed -n 's/.*Test unit written to /  the input: /p' "$log" | tail -n 1
    echo "  to keep it as a test: move it to fuzz/src/test/resources/${class}Inputs/"
  fi
done
exit "$code"
