# Opens a sample run folder as a user of R does: Rscript read_ensemble.R FOLDER
folder <- commandArgs(trailingOnly = TRUE)[1]
if (!requireNamespace("ncdf4", quietly = TRUE)) {
  cat("skipped: R has no package ncdf4\n")
  quit(status = 77)
}
ensemble <- ncdf4::nc_open(file.path(folder, "ensemble.nc"))
country <- as.vector(ncdf4::ncvar_get(ensemble, "country"))
arena <- as.vector(ncdf4::ncvar_get(ensemble, "arena"))
stopifnot(identical(country, c("AFG", "CIV", "USA")), identical(arena, c("HR", "CY")))
stopifnot(ensemble$dim$run$len == 20, ensemble$dim$time$len == 4)
days <- ncdf4::ncvar_get(ensemble, "time")
stopifnot(ncdf4::ncatt_get(ensemble, "time", "units")$value == "days since 2020-01-01")
stopifnot(identical(as.character(as.Date("2020-01-01") + days), c("2020-07-01", "2020-10-01", "2021-01-01", "2021-04-01")))
# R has the fastest dimension first.
position <- ncdf4::ncvar_get(ensemble, "position")
stopifnot(identical(dim(position), c(3L, 2L, 4L, 3L)))
stopifnot(abs(position[country == "USA", arena == "CY", 3, 2] - 212.7) < 1e-4, all(is.na(position[, , , 3])))
adopted <- ncdf4::ncvar_get(ensemble, "adopted_end")
stopifnot(adopted[7] == 9, is.na(adopted[10]))
stopifnot(ncdf4::ncvar_get(ensemble, "seed")[20] == 2^53 - 1)
stopifnot(ncdf4::ncatt_get(ensemble, "adopted_end", "long_name")$value == "Drafts adopted")
runs <- read.csv(file.path(folder, "runs.csv"))
stopifnot(nrow(runs) == 20, isTRUE(all.equal(runs$adopted_end, as.vector(adopted))))
cat("read", nrow(runs), "runs\n")
