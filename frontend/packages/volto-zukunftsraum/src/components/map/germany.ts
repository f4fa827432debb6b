/**
 * The Länder on the map: key of the register, id in the package of the map, and
 * where the number stands (in units of the map, at the visual middle of the Land).
 */
export const ON_THE_MAP: { key: string; id: string; at: [number, number] }[] = [
  { key: '01', id: 'sh', at: [251, 95] },
  { key: '02', id: 'hh', at: [265, 165] },
  { key: '03', id: 'ni', at: [222, 240] },
  { key: '04', id: 'hb', at: [187, 211] },
  { key: '05', id: 'nw', at: [112, 375] },
  { key: '06', id: 'he', at: [200, 462] },
  { key: '07', id: 'rp', at: [98, 528] },
  { key: '08', id: 'bw', at: [203, 671] },
  { key: '09', id: 'by', at: [354, 625] },
  { key: '10', id: 'sl', at: [70, 591] },
  { key: '11', id: 'be', at: [481, 275] },
  { key: '12', id: 'bb', at: [505, 328] },
  { key: '13', id: 'mv', at: [423, 145] },
  { key: '14', id: 'sn', at: [480, 420] },
  { key: '15', id: 'st', at: [362, 318] },
  { key: '16', id: 'th', at: [328, 437] },
];
