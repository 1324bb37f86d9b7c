/** Paper the slips are laid out for. The forms are made for A4; A5 is the same layout at a smaller size. */
export type Paper = 'A4' | 'A5';

/** Measures of a printed form, in points. */
export type FormStyles = ReturnType<typeof formStyles>;

const MM = 72 / 25.4;
const RULE_WIDTH = 0.7;

/** The look of an official form: serif, black only, A4 type sizes close to Nghị định 30/2020/NĐ-CP, scaled down on A5. */
export function formStyles(fontFamily: string, paper: Paper) {
  const scale = paper === 'A4' ? 1 : Math.SQRT1_2;
  const pt = (points: number) => points * scale;
  return {
    pt,
    page: {
      fontFamily,
      fontSize: pt(12),
      color: '#000000',
      paddingTop: 13 * MM * scale,
      paddingBottom: 13 * MM * scale,
      paddingLeft: 20 * MM * scale,
      paddingRight: 15 * MM * scale,
    },
    /** Not on the page itself: the engine drops a footer computed per page when it inherits a line height. */
    body: { fontSize: pt(12), lineHeight: 1.25 },
    bold: { fontWeight: 700 },
    italic: { fontStyle: 'italic' },
    centred: { textAlign: 'center' },
    qrSize: pt(70),
    header: { flexDirection: 'row', marginBottom: pt(6) },
    headerQr: { width: pt(70), marginLeft: pt(-8), marginTop: pt(-8), marginRight: pt(2) },
    headerLeft: { flexGrow: 1, flexShrink: 1, flexBasis: 0, alignItems: 'center', paddingRight: pt(4) },
    headerRight: { width: pt(240), alignItems: 'center' },
    headerSmall: { fontSize: pt(10.5), textAlign: 'center' },
    headerAgency: { fontSize: pt(10.5), fontWeight: 700, textAlign: 'center' },
    headerNation: { fontSize: pt(11), fontWeight: 700, textAlign: 'center' },
    headerMotto: { fontSize: pt(12), fontWeight: 700, textAlign: 'center' },
    agencyRule: { width: pt(70), borderBottomWidth: RULE_WIDTH, marginTop: pt(2) },
    mottoRule: { width: pt(152), borderBottomWidth: RULE_WIDTH, marginTop: pt(1) },
    numberAndDate: { flexDirection: 'row', justifyContent: 'space-between', marginTop: pt(4) },
    title: { fontSize: pt(14), fontWeight: 700, textAlign: 'center', marginTop: pt(12), marginBottom: pt(2) },
    underTitle: { fontStyle: 'italic', textAlign: 'center', marginBottom: pt(8) },
    note: {
      borderWidth: RULE_WIDTH,
      paddingVertical: pt(3),
      paddingHorizontal: pt(6),
      marginBottom: pt(6),
      textAlign: 'center',
    },
    line: { flexDirection: 'row', marginBottom: pt(2.5) },
    lineText: { flexShrink: 1 },
    half: { flexDirection: 'row', flexGrow: 1, flexShrink: 1, flexBasis: 0, paddingRight: pt(8) },
    lineSuffix: { marginLeft: pt(4) },
    leader: {
      flexGrow: 1,
      minWidth: pt(30),
      marginLeft: pt(4),
      marginBottom: pt(3),
      alignSelf: 'flex-end',
      borderBottomWidth: RULE_WIDTH,
      borderBottomStyle: 'dotted',
    },
    table: { marginTop: pt(2), marginBottom: pt(6) },
    row: { flexDirection: 'row', borderLeftWidth: RULE_WIDTH, borderBottomWidth: RULE_WIDTH },
    headRow: {
      flexDirection: 'row',
      borderTopWidth: RULE_WIDTH,
      borderLeftWidth: RULE_WIDTH,
      borderBottomWidth: RULE_WIDTH,
    },
    cell: {
      borderRightWidth: RULE_WIDTH,
      paddingVertical: pt(2.5),
      paddingHorizontal: pt(4),
      fontSize: pt(11.5),
      justifyContent: 'center',
    },
    signatures: { flexDirection: 'row', marginTop: pt(12) },
    signature: { width: '50%', alignItems: 'center', textAlign: 'center' },
    signatureSpace: { height: pt(50) },
    footer: {
      position: 'absolute',
      left: 20 * MM * scale,
      right: 15 * MM * scale,
      bottom: 7 * MM * scale,
      textAlign: 'right',
      fontSize: pt(9.5),
    },
    sampleStrip: {
      position: 'absolute',
      top: 4.5 * MM * scale,
      left: 20 * MM * scale,
      right: 15 * MM * scale,
      borderWidth: 1.2,
      fontWeight: 700,
      textAlign: 'center',
      fontSize: pt(11),
      paddingVertical: pt(2),
    },
    watermark: {
      position: 'absolute',
      top: '44%',
      left: pt(-40),
      right: pt(-40),
      textAlign: 'center',
      fontSize: pt(74),
      fontWeight: 700,
      color: '#e8e8e8',
      transform: 'rotate(-40deg)',
    },
  } as const;
}
