import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { formatMoney } from '../ui/format.ts';
import { feeAmount, feeAt, feeTotalOf } from './fee-lines.ts';
import type { FeeForm } from './intake-form.ts';
import { useIntake } from './intake-store.ts';
import styles from './terms.module.css';

/** The fees of the procedure: fixed ones stand, optional ones take a quantity, any can be waived; the sum below. */
export function FeeTable({ procedure }: { procedure: ProcedureDetail }) {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const edit = useIntake((state) => state.edit);
  if (procedure.fees.length === 0) return <p className={styles.hint}>{t('terms.noFees')}</p>;
  const total = feeTotalOf(form, procedure);
  const set = (index: number, next: FeeForm) => edit((now) => ({ ...now, fees: { ...now.fees, [index]: next } }));
  return (
    <table className={styles.fees}>
      <caption className={text.hidden}>{t('terms.fees')}</caption>
      <colgroup>
        <col />
        <col className={styles.amount} />
      </colgroup>
      <tbody>
        {procedure.fees.map((fee, index) => {
          const entered = feeAt(form, fee, index);
          const amount = feeAmount(fee, entered);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fee's place in its procedure is its identity
            <tr key={index}>
              <th scope="row">
                {fee.name}
                {fee.note ? (
                  <span className={styles.feeNote} title={fee.note}>
                    {fee.note}
                  </span>
                ) : undefined}
                <span className={styles.feeLine} hidden={procedure.guideOnly}>
                  {fee.amountVnd === null ? (
                    <Digits
                      wide
                      label={t('terms.amountOf', { name: fee.name })}
                      value={entered.amountVnd}
                      placeholder={t('terms.unknown')}
                      onChange={(amountVnd) => set(index, { ...entered, amountVnd })}
                    />
                  ) : (
                    <>
                      <Digits
                        label={t('terms.quantityOf', { name: fee.name })}
                        value={entered.quantity}
                        onChange={(quantity) => set(index, { ...entered, quantity: Math.min(9999, quantity ?? 0) })}
                      />
                      <span className={styles.hint}>{`× ${formatMoney(fee.amountVnd)}`}</span>
                    </>
                  )}
                  {entered.quantity > 0 ? (
                    <button
                      type="button"
                      className={styles.waive}
                      aria-pressed={entered.waived}
                      onClick={() => set(index, { ...entered, waived: !entered.waived })}
                    >
                      {t(entered.waived ? 'terms.charge' : 'terms.waive')}
                    </button>
                  ) : undefined}
                </span>
              </th>
              <td data-quiet={entered.quantity === 0 || undefined}>
                {entered.waived ? t('terms.free') : amount === null ? '' : formatMoney(amount)}
              </td>
            </tr>
          );
        })}
        <tr className={styles.sum}>
          <th scope="row">{t('terms.total')}</th>
          <td>
            {total.complete
              ? formatMoney(total.amountVnd)
              : t('terms.atLeast', { amount: formatMoney(total.amountVnd) })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Digits(props: {
  label: string;
  value: number | null;
  placeholder?: string;
  wide?: boolean;
  onChange: (value: number | null) => void;
}) {
  return (
    <input
      className={styles.digits}
      data-wide={props.wide || undefined}
      data-skip
      inputMode="numeric"
      maxLength={props.wide ? 9 : 4}
      aria-label={props.label}
      placeholder={props.placeholder}
      value={props.value ?? ''}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '');
        props.onChange(digits === '' ? null : Number(digits));
      }}
    />
  );
}
