"""Opens a sample run folder as a user of Python does; run with the folder as the only argument."""
import sys

try:
    import numpy as np
    import xarray as xr
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

folder = sys.argv[1]
ensemble = xr.open_dataset(folder + "/ensemble.nc")

# Dimensions and labels
assert dict(ensemble.sizes) == {"run": 20, "kept_run": 3, "time": 4, "arena": 2, "country": 3, "norm": 1, "forum": 1,
                                "metric": 3, "quantile": 5}, ensemble.sizes
for name in ("run", "kept_run", "time", "arena", "country", "metric", "quantile", "country_name", "iso_numeric", "latitude", "longitude",
             "region", "year", "quarter", "arena_title", "replicate", "seed", "status"):
    assert name in ensemble.coords, name
assert list(ensemble.country.values) == ["AFG", "CIV", "USA"]
assert str(ensemble.country_name.sel(country="CIV").values) == "Côte d'Ivoire"
assert str(ensemble.iso_numeric.sel(country="AFG").values) == "004"
assert ensemble.latitude.attrs["units"] == "degrees_north"
assert list(ensemble.time.values.astype("datetime64[D]").astype(str)) == ["2020-07-01", "2020-10-01", "2021-01-01", "2021-04-01"]
assert int(ensemble.seed[19]) == 2**53 - 1

# Values by label
assert np.isclose(ensemble.position.sel(kept_run=1, time="2021-01-01", arena="CY", country="USA"), 0.7 + 2 + 10 + 200)
assert ensemble.position.sel(kept_run=2).isnull().all()
assert float(ensemble.level.sel(kept_run=1, time="2021-04-01")) == 10
assert float(ensemble.adopted_end.sel(run=6)) == 9
assert np.isnan(ensemble.adopted_end.sel(run=9)) and int(ensemble.status.sel(run=9)) == 1
assert float(ensemble.series_mean.sel(metric="constant", time="2020-07-01")) == 0.1
assert float(ensemble.series_quantile.sel(metric="level", quantile=0.5, time="2021-04-01")) == 8
assert ensemble.position_sd.dims == ("time", "arena", "country")
assert ensemble.adopted_end.attrs["units"] == "1" and ensemble.adopted_end.attrs["long_name"] == "Drafts adopted"
for name, variable in ensemble.data_vars.items():
    assert "long_name" in variable.attrs, name
for name in ("title", "source", "history", "references", "comment", "scenario"):
    assert ensemble.attrs[name], name
assert ensemble.attrs["Conventions"] == "CF-1.10"
print(ensemble)
