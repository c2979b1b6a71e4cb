"""moto's server, one request at a time: its DynamoDB checks a condition and writes in two steps, and with threads
two updates can get between them, which the real one excludes."""

import sys

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=False)
