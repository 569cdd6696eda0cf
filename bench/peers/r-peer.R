# R with matrices of 100000 draws. See README.md.
mu <- 0.3
sigma <- 0.8
k <- 0.7
chunk <- 1e5
set.seed(1)

integrands <- list(
  quad = function(z) { q <- z - k; list(q * q, 2 * q) },
  cos = function(z) { kz <- k * z; list(cos(kz), -k * sin(kz)) },
  gauss = function(z) { r <- exp(-k * z * z); list(r, -2 * k * z * r) },
  tanh = function(z) { r <- tanh(z); list(r, 1 - r * r) }
)

# Rows of the result: sum of the draws, of their squares, of the squared means of the trials.
measure <- function(integrand, m, trials) {
  f <- integrands[[integrand]]
  sums <- matrix(0, 3, 4)
  left <- trials
  while (left > 0) {
    t <- min(max(1, chunk %/% m), left)
    eps <- matrix(rnorm(t * m), nrow = t)
    both <- f(mu + sigma * eps)
    us <- list(both[[1]] * eps, both[[1]] * (eps * eps - 1), both[[2]], both[[2]] * eps)
    sums <- sums + vapply(us, function(u) c(sum(u), sum(u * u), sum(rowMeans(u)^2)), numeric(3))
    left <- left - t
  }
  sums
}

ratios <- function(squares, count, means) {
  variance <- squares / count - means^2
  variance[1:2] / sigma^2 / variance[3:4]
}

cat("ready R", paste(R.version$major, R.version$minor, sep = "."), "\n")
flush(stdout())
requests <- file("stdin", "r")
while (length(line <- readLines(requests, n = 1)) > 0) {
  asked <- strsplit(line, " ")[[1]]
  m <- as.numeric(asked[2])
  trials <- as.numeric(asked[3]) %/% m
  start <- sum(proc.time()[1:2])
  sums <- measure(asked[1], m, trials)
  seconds <- sum(proc.time()[1:2]) - start
  means <- sums[1, ] / (trials * m)
  all <- c(ratios(sums[3, ], trials, means), ratios(sums[2, ], trials * m, means))
  cat(sprintf("%.9f %.0f", seconds, trials * m), sprintf("%.17g", all), "\n")
  flush(stdout())
}
