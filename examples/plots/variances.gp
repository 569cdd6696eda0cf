# Both variances over sigma for one integrand: gnuplot -e "csv='summary.csv'; out='out.svg'; name='square'" variances.gp
set datafile separator comma
set datafile missing NaN # rows of other functions do not break the line
set terminal svg size 640,420
set output out
set logscale xy
set key top left
set xlabel 'sigma'
set ylabel 'variance, d/dmu, m = 1, mu = 0'
# Columns by name: those of docs/csv-columns.md.
keep = "(strcol('integrand') eq name && strcol('estimator_1') eq 'score' && strcol('component') eq 'mu' && column('m') == 1 && column('mu') == 0)"
chosen(x) = @keep ? x : NaN
plot csv using (chosen(column('sigma'))):(column('variance_1_exact')) with linespoints title 'score, exact', \
     csv using (chosen(column('sigma'))):(column('variance_1')) with points title 'score', \
     csv using (chosen(column('sigma'))):(column('variance_2_exact')) with linespoints title 'pathwise, exact', \
     csv using (chosen(column('sigma'))):(column('variance_2')) with points title 'pathwise'
