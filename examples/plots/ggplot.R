# Regime map, log10 of the exact ratio over integrand and sigma: Rscript ggplot.R summary.csv out.png
library(ggplot2)
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
rows <- rows[rows$estimator_1 == "score" & rows$estimator_2 == "pathwise", ] # a config may compare more pairs
rows <- rows[rows$component == "mu" & rows$m == min(rows$m) & !is.na(rows$variance_ratio_exact) & rows$variance_ratio_exact > 0, ]
rows$series <- trimws(paste(rows$integrand, rows$params))
plot <- ggplot(rows, aes(factor(sigma), series, fill = log10(variance_ratio_exact))) +
  geom_tile() +
  scale_fill_distiller(palette = "PuOr", direction = 1, limits = c(-3, 3), oob = scales::squish, name = "log10 V1/V2") +
  facet_wrap(~mu, labeller = label_both) +
  labs(x = "sigma", y = NULL)
ggsave(arguments[2], plot, width = 7, height = 8, dpi = 100)
