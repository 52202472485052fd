/** One made-up key of each issuer. Put together here, so that nobody's scanner takes this file for a leak. */
const of = (length: number) => 'a1B2c3D4e5'.repeat(20).slice(0, length);
const hex = (length: number) => '0a1b2c3d4e'.repeat(20).slice(0, length);

export const keys: readonly string[] = [
  ...['AKIA', 'ASIA'].map((begin) => `${begin}Q3WERT5YUI7OPASD`),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((begin) => begin + of(36)),
  `github_pat_${of(22)}_${of(59)}`,
  `glpat-${of(20)}`,
  `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${of(24)}`,
  `xoxp-${'1'.repeat(12)}-${of(24)}`,
  `xapp-1-A0${of(9)}-${of(64)}`,
  `sk-ant-api03-${of(93)}-AA`,
  `sk-proj-${of(74)}`,
  `sk-${of(48)}`,
  `sk_live_${of(24)}`,
  `rk_live_${of(24)}`,
  `whsec_${of(32)}`,
  `AIza${of(35)}`,
  `GOCSPX-${of(28)}`,
  `npm_${of(36)}`,
  `hf_${of(34)}`,
  `pypi-AgEIcHlwaS5vcmc${of(60)}`,
  `dckr_pat_${of(27)}`,
  `dop_v1_${hex(64)}`,
  `shpat_${hex(32)}`,
  `SG.${of(22)}.${of(43)}`,
  `hvs.${of(90)}`,
  `eyJ${of(20)}.eyJ${of(60)}.${of(43)}`,
  `eyJ${of(20)}.eyJ${of(200).repeat(25)}.${of(43)}`,
];

const rows = (count: number, end: string) =>
  Array.from({ length: count }, () => of(64)).join(end) + `${end}${of(11)}=${end}`;

export const pemBlocks: readonly string[] = [
  `-----BEGIN PRIVATE KEY-----\n${rows(3, '\n')}-----END PRIVATE KEY-----`,
  `-----BEGIN RSA PRIVATE KEY-----\\n${rows(3, '\\n')}-----END RSA PRIVATE KEY-----`,
  `-----BEGIN EC PRIVATE KEY-----\n${rows(1, '\n')}-----END EC PRIVATE KEY-----`,
  `-----BEGIN OPENSSH PRIVATE KEY-----\r\n${rows(4, '\r\n')}-----END OPENSSH PRIVATE KEY-----`,
  `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B2C3D\n\n${rows(2, '\n')}-----END RSA PRIVATE KEY-----`,
  `-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\nDEK-Info: AES-128-CBC,0A1B2C3D\\n\\n${rows(2, '\\n')}-----END RSA PRIVATE KEY-----`,
  // As a diff takes one out.
  `-----BEGIN PRIVATE KEY-----\n-${of(64)}\n-${of(64)}\n------END PRIVATE KEY-----`,
  // As `read_file` numbers its lines.
  `-----BEGIN PRIVATE KEY-----\n    2\t${of(64)}\n    3\t${of(64)}\n    4\t-----END PRIVATE KEY-----`,
];
