/** The bits of doubles, 16 hexadecimal digits each: unlike decimal text it tells 0 from −0. */
export function hexadecimal(values: Float64Array): string[] {
  const view = new DataView(new ArrayBuffer(8));
  return Array.from(values, (value) => {
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  });
}
