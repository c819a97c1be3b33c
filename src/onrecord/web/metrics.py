"""What Prometheus asks for."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The numbers of one server; each has its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._gauges: dict[str, Gauge] = {}
        self._requests = Counter(
            "onrecord_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "onrecord_request_seconds",
            "From the request to the end of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._readings = Counter(
            "onrecord_readings",
            "Reports pasted or posted, by what came of them.",
            ("outcome",),
            registry=self._registry,
        )
        self._reading_seconds = Histogram(
            "onrecord_reading_seconds", "To read one report.", buckets=SECONDS, registry=self._registry
        )

    def asked(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered; ``route`` is its pattern, not its path."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def read(self, outcome: str, seconds: float) -> None:
        """A report was read, or could not be."""
        self._readings.labels(outcome).inc()
        self._reading_seconds.observe(seconds)

    def watch(self, name: str, help: str, value: Callable[[], float]) -> None:
        """A number that is asked for when Prometheus asks."""
        if name not in self._gauges:
            self._gauges[name] = Gauge(name, help, registry=self._registry)
        self._gauges[name].set_function(value)

    def text(self) -> bytes:
        """All of them, as text."""
        return generate_latest(self._registry)
