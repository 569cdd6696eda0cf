-- duckdb -c ".read questions.sql", in a results folder.
-- Where does the score function win most clearly?
SELECT integrand, params, mu, sigma, m, component, 1 / variance_ratio_exact AS times_less
FROM 'summary.csv' WHERE estimator_2 = 'pathwise' AND winner = 'score' AND status = 'ok' ORDER BY times_less DESC LIMIT 10;
-- Do the intervals cover?
SELECT ci_quality, count(*) AS intervals, avg((variance_ratio_exact BETWEEN variance_ratio_low AND variance_ratio_high)::int) AS covering
FROM 'summary.csv' WHERE variance_ratio_low IS NOT NULL AND variance_ratio_exact IS NOT NULL GROUP BY ci_quality;
