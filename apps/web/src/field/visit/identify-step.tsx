/** Certificates and the inspection code shown (R145), the entity code checked (R146), the entry recorded (R147). */
import { lastEntryDay } from '@mingcha/core/inspections/visits/finding-proposal.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { dayOfInstant, formatDay, formatInstant } from '../../shared/format.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { CodeScreen } from './code-screen.tsx';
import { EntityScan } from './entity-scan.tsx';
import { Fold } from './fold.tsx';
import type { StepProps } from './step-props.ts';
import { isAbnormal } from './steps.ts';
import { agencyName, isInspector, isJoint, type Lack, lackingAtDoor, presentMembers } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

const codes = ['scanned', 'shown', 'paper', 'none'] as const;
type CodeShown = (typeof codes)[number];

export function IdentifyStep(props: StepProps) {
  const say = useText(visitStepText);
  const { visit, content, entered } = useBook();
  const [code, setCode] = useState<CodeShown>(
    codes.find((each) => each === content.identify?.code) ?? (visit.code === null ? 'paper' : 'none'),
  );
  const lacks = lackingAtDoor(visit);
  const [reasons, setReasons] = useState<Reasons>({ emergency: '', late: '' });
  const [asked, setAsked] = useState(false);
  const enter = useEnter();
  const late = useLateness();
  const press = () => {
    const unsaid = lacks.length > 0 && reasons.emergency.trim() === '';
    const unexplained = late.isLate && reasons.late.trim() === '';
    if (!entered && (unsaid || unexplained || late.isOver)) return setAsked(true);
    enter({ code, emergency: reasons.emergency.trim(), late: reasons.late.trim() });
    return isAbnormal(content) ? props.onGo('sign') : props.onNext();
  };
  return (
    <>
      <h2>{say('identifyTitle')}</h2>
      <p>{say('identifyLead')}</p>
      <Certificates />
      <ShowCode code={code} onCode={setCode} />
      <Fold title={say('scanTitle')}>
        <EntityScan onMatch={() => setCode('scanned')} />
      </Fold>
      {entered ? null : (
        <>
          <EntryReasons lacks={lacks} asked={asked} reasons={reasons} onChange={setReasons} />
          <LateReason late={late} asked={asked} reasons={reasons} onChange={setReasons} />
        </>
      )}
      {content.identify === null ? null : (
        <p>{say('identifiedAt', { at: formatInstant(content.identify.at) })}</p>
      )}
      <PhoneActions>
        <Button kind="primary" disabled={!entered && late.isOver} onClick={press}>
          {say(isAbnormal(content) ? 'enterAction' : 'identifyAction')}
        </Button>
      </PhoneActions>
    </>
  );
}

/** The code on the whole screen, and how it was shown. */
function ShowCode(props: { readonly code: CodeShown; readonly onCode: (code: CodeShown) => void }) {
  const say = useText(visitStepText);
  const { visit } = useBook();
  const [screen, setScreen] = useState(false);
  return (
    <>
      {visit.code === null ? (
        <Notice tone="warning">{say('codeNone')}</Notice>
      ) : (
        <Button size="large" onClick={() => setScreen(true)}>
          {say('showCode')}
        </Button>
      )}
      <RadioGroup
        name="code-shown"
        label={say('codeHow')}
        value={props.code}
        choices={codes.map((value) => ({ value, label: say(`code.${value}`) }))}
        onChange={(value) => props.onCode(codes.find((each) => each === value) ?? 'none')}
      />
      {screen && visit.code !== null ? (
        <CodeScreen
          code={visit.code}
          onClose={(scanned) => {
            setScreen(false);
            props.onCode(scanned ? 'scanned' : 'shown');
          }}
        />
      ) : null}
    </>
  );
}

interface Reasons {
  readonly emergency: string;
  readonly late: string;
}

/** Why the team enters before approval or notice, or enters the visit late (R147). */
function EntryReasons(props: {
  readonly lacks: readonly Lack[];
  readonly asked: boolean;
  readonly reasons: Reasons;
  readonly onChange: (reasons: Reasons) => void;
}) {
  const say = useText(visitStepText);
  const { lacks, reasons, onChange } = props;
  return (
    <>
      {lacks.map((lack) => (
        <Notice key={lack} tone="warning" title={say(lack)}>
          {say(`${lack}Text`)}
        </Notice>
      ))}
      {lacks.length === 0 ? null : (
        <TextField
          name="emergency"
          label={say('emergency')}
          maxLength={300}
          value={reasons.emergency}
          error={props.asked && reasons.emergency.trim() === '' ? say('emergencyNeeded') : undefined}
          onChange={(emergency) => onChange({ ...reasons, emergency })}
        />
      )}
    </>
  );
}

interface Lateness {
  /** Day of the arrival. */
  readonly day: string;
  /** Last day of registering; null where no clock is set. */
  readonly due: string | null;
  readonly isLate: boolean;
  readonly isOver: boolean;
}

/** The entry of another day is registered late, and after the rule book's term not on the phone any more (R147). */
function useLateness(): Lateness {
  const { content, terms } = useBook();
  const today = dayOfInstant(nowInstant());
  const day = dayOfInstant(content.arrival?.at ?? nowInstant());
  const due = lastEntryDay(day, terms);
  return { day, due, isLate: day < today, isOver: day < today && due !== null && today > due };
}

function LateReason(props: {
  readonly late: Lateness;
  readonly asked: boolean;
  readonly reasons: Reasons;
  readonly onChange: (reasons: Reasons) => void;
}) {
  const say = useText(visitStepText);
  const { locale } = useLocale();
  const { late, reasons, onChange } = props;
  const days = { day: formatDay(late.day, locale), due: formatDay(late.due ?? late.day, locale) };
  if (late.isOver)
    return (
      <Notice tone="error" title={say('lateOver')}>
        {say('lateOverText', days)}
      </Notice>
    );
  const field = (
    <TextField
      name="late"
      label={say('late')}
      hint={say('lateHint')}
      optional={!late.isLate}
      maxLength={300}
      value={reasons.late}
      error={props.asked && late.isLate && reasons.late.trim() === '' ? say('lateNeeded') : undefined}
      onChange={(text) => onChange({ ...reasons, late: text })}
    />
  );
  if (!late.isLate) return <Fold title={say('late')}>{field}</Fold>;
  return (
    <>
      {late.due === null ? null : (
        <Notice tone="warning" title={say('lateTitle')}>
          {say('lateText', days)}
        </Notice>
      )}
      {field}
    </>
  );
}

/** Records that certificates were shown, and the entry of this team once. */
function useEnter() {
  const { content, entered } = useBook();
  const isHeld = !isAbnormal(content);
  const { write, addRecord } = useVisitActions();
  return (how: { readonly code: CodeShown; readonly emergency: string; readonly late: string }) => {
    const at = nowInstant();
    const before = content.identify;
    if (isHeld && (before === null || before.code !== how.code))
      write('identify', { at: before?.at ?? at, certificatesShown: true, code: how.code });
    if (entered) return;
    const { emergency, late, code: codeShown } = how;
    void addRecord({ kind: 'enter', enteredAt: content.arrival?.at ?? at, emergency, late, codeShown });
  };
}

function Certificates() {
  const say = useText(visitStepText);
  const { visit } = useBook();
  return (
    <ul className="certificates">
      {presentMembers(visit).map((member) => (
        <li key={member.id}>
          <strong>{member.name}</strong>
          {isJoint(visit) ? <span>{agencyName(visit, member.agencyId)}</span> : null}
          <span>
            {isInspector(member)
              ? say('certificate', { number: member.certificateNumber })
              : say('noCertificate')}
          </span>
        </li>
      ))}
    </ul>
  );
}
