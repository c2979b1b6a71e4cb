"""The AWS CLI or the SAM CLI, loaded once. Each call is a fork of this process, with the arguments, environment, folder
and streams of the caller: the program as it is, without the half second to a second of a processor that loading it
takes. A deployment makes some thirty calls.

`preloaded.py serve SOCKET aws` (or `sam`) serves until it is ended; `preloaded.py call SOCKET ARGUMENT…` is one call."""

import json
import os
import signal
import socket
import sys

STREAMS = [0, 1, 2]
LENGTH_BYTES = 4


def call(path, *arguments):
    request = json.dumps([arguments, dict(os.environ), os.getcwd()]).encode()
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        socket.send_fds(server, [len(request).to_bytes(LENGTH_BYTES, "big")], STREAMS)
        server.sendall(request)
        # Nothing comes from a call that died.
        return int(server.recv(LENGTH_BYTES) or b"1")


def serve(path, name):
    before = dict(os.environ)
    program = {"aws": load_aws, "sam": load_sam}[name]()
    # The AWS CLI says in a variable where its data are.
    told = {name: value for name, value in os.environ.items() if before.get(name) != value}
    # Calls end unawaited.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    while True:
        caller, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            answer(caller, name, program, told)
        caller.close()


def answer(caller, name, program, told):
    """Of a fork: becomes what the caller is, runs the program and tells the caller its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(caller, LENGTH_BYTES, len(STREAMS))
    request = b""
    while len(request) < int.from_bytes(length, "big"):
        request += caller.recv(1 << 20)
    arguments, environment, folder = json.loads(request)
    for stream, number in zip(streams, STREAMS):
        os.dup2(stream, number)
        os.close(stream)
    # Those of the server remember that a file can be searched, and a pipe cannot.
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", closefd=False)
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ.update(environment | told)
    os.chdir(folder)
    sys.argv = [name, *arguments]
    code = exit_code(program)
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(str(code).encode())
    os._exit(0)


def exit_code(program):
    """As Python itself ends: with a code, with a message, or with a traceback."""
    try:
        code = program()
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


def load_aws():
    from awscli import clidriver
    from awscli.customizations.s3 import s3, subcommands, transferconfig  # noqa: F401

    return clidriver.main


def load_sam():
    import samcli.commands.build.build_context
    import samcli.commands.build.command
    import samcli.commands.delete.command
    import samcli.commands.delete.delete_context
    import samcli.commands.deploy.command
    import samcli.commands.deploy.deploy_context
    import samcli.commands.package.package_context  # noqa: F401
    from samcli.cli.main import cli

    return lambda: cli(prog_name="sam")


if __name__ == "__main__":
    _, role, *rest = sys.argv
    sys.exit(serve(*rest) if role == "serve" else call(*rest))
