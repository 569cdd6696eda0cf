import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactOracle } from '../../src/oracle/exact-moments.ts';
import { it } from 'vitest';
const s = (e: any) => e.kind==='finite' ? `${e.value.toPrecision(14)}(${(e.error/Math.abs(e.value||1)).toExponential(0)})` : e.kind==='infinite'?'inf':'?'+e.reason;
const cpu = () => process.cpuUsage().user/1000;
it('x', () => {
for (const [f,mu,sg] of [['cos(200*z)',0,1],['exp(-(z/0.001)^2)',0,1],['exp(-(z/0.001)^2)',1,1],['tanh(1000*z)',0,1],['step(sin(20*z))',1,1],['step(sin(20*z))',0,10],['abs(z-0.3)^1.5',0,1],['abs(z-0.3)^0.8',0,1],['abs(z)^0.75',0,1],['abs(z)^0.55',0,1],['abs(z)^0.5',0,1],['abs(z)^0.4',0,1],['exp(-((z-6)/0.001)^2)',0,1],['exp(0.12*z^2)',0,1],['exp(0.15*z^2)',0,1],['exp(0.25*z^2)',0,1],['exp(0.2*z^2)',.5,1],['log(z^2)',0,1],['log(z^2)',3,.01],['exp(-1000*z^2)+z^2',0,1],['sin(z)/z',0,1],['abs(z)',3,.1],['abs(z)',3,.01],['exp(z)',0,10],['tan(z)',0,1],['1/z',0,1],['1/z',1,1],['log(z)',3,.1],['sqrt(z)',1,.1],['(1-cos(z))/z^2',0,1],['exp(z^3)',0,1],['exp(-z^4)',0,1],['sign(z)*abs(z)^0.3',0,1],['exp(exp(z))',0,1],['cos(200*z)',0,10],['sin(z^2)',3,10],['z^2+0.1*sin(50*z)',3,10],['step(z)*abs(z)^(-0.3)',0,1],['abs(z)^(-0.2)',1,1],['exp(-abs(z)^0.5)',0,1],['max(z,0)',-3,0.1],['max(z,0)',-3,.01],['sin(1e6*z)',0,1],['atan(100*z)',0,1],['floor(z)*z',1,1],['mod(z,1)',0,1],['z^100',0,.1],['normcdf(-z)*exp(0.3*z^2)',0,1],['sinh(z)^2',0,1],['2^z',0,1],['z^z',3,.1],['(z^2)^z',0,1]] as const) {
  const g = compileIntegrand(f, {});
  const c0=cpu(); const a = exactOracle(g); const x = a(mu,sg); const c1=cpu(); a(mu,sg); const c2=cpu();
  console.log(f,mu,sg, (c1-c0).toFixed(1),(c2-c1).toFixed(1), '| g',s(x.mu.gradient),'| V1',s(x.mu.variance1),'| V2',s(x.mu.variance2),'| k1',s(x.mu.kurtosis1),'| k2',s(x.mu.kurtosis2),'| c22',s(x.mu.coKurtosis),'| b',s(x.mu.bias2),'| S:',s(x.sigma.gradient),s(x.sigma.variance1),s(x.sigma.variance2));
}
});
