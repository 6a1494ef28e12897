"""Runs commands and says what each took: a command and its folder as a line of JSON in, the figures as a line of JSON out.

Node tells nobody what a single child took; wait4 does.
"""
import json
import os
import subprocess
import sys
import time

for line in sys.stdin:
    asked = json.loads(line)
    started = time.monotonic()
    with open(os.devnull, "wb") as nowhere, open(asked["stdout"], "wb") as stdout:
        child = subprocess.Popen(asked["argv"], cwd=asked["cwd"], stdin=nowhere, stdout=stdout, stderr=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    print(json.dumps({
        "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        "wall": (time.monotonic() - started) * 1000,
        "memory": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "status": os.waitstatus_to_exitcode(status),
    }), flush=True)
