"""The forecast commands: models fitted, parties ranked, forecasters tried on the past."""

from cyclopts import App

from sitroom.cli.forecast_backtest import forecast_backtest
from sitroom.cli.forecast_fit import forecast_fit
from sitroom.cli.forecast_rank import forecast_rank

forecast_app = App(name="forecast", help="Forecasts: fitted from history, ranked, and tried on the past.")
forecast_app.command(forecast_fit, name="fit")
forecast_app.command(forecast_rank, name="rank")
forecast_app.command(forecast_backtest, name="backtest")
