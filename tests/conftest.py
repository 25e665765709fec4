"""Settings of all tests: how long a made-up input takes to draw depends on the machine, and fails nothing."""

from hypothesis import HealthCheck, settings

settings.register_profile("sitroom", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sitroom")
