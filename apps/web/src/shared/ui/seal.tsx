/** Seals as people compare them: the mark for the eye, the digits in groups of four for the voice. */
import './seal.css';
import { sealMarkPath } from '@mingcha/core/common/seal-mark.ts';
import { useUi } from '../i18n/locale.tsx';
import { CopyButton } from './copy-button.tsx';

/** The framed mark of a digest; `size` in pixels, default 48. Nothing is drawn for what is no digest. */
export function SealMark(props: { readonly digest: string; readonly size?: number }) {
  const say = useUi();
  const path = sealMarkPath(props.digest);
  if (path === '') return null;
  const size = props.size ?? 48;
  return (
    <svg
      className="seal-mark"
      width={size}
      height={size}
      viewBox="-1.2 -1.2 12.4 12.4"
      role="img"
      aria-label={`${say('sealMark')} ${groupsOf(props.digest).slice(0, 2).join(' ')}`}
    >
      <rect
        x="-0.9"
        y="-0.9"
        width="11.8"
        height="11.8"
        rx="0.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.35"
      />
      <path d={path} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

/** Splits a digest into groups of four digits. */
export function groupsOf(digest: string): readonly string[] {
  return digest.replaceAll(/\s/g, '').match(/.{1,4}/g) ?? [];
}

export interface DigestGroupsProps {
  readonly digest: string;
  /** `grid`: two lines of eight groups; `line`: wraps; `short`: the first four groups. */
  readonly form?: 'grid' | 'line' | 'short';
  /** Offer to copy the digits without the spaces; default true. */
  readonly copy?: boolean;
}

export function DigestGroups(props: DigestGroupsProps) {
  const say = useUi();
  const form = props.form ?? 'line';
  const groups = form === 'short' ? groupsOf(props.digest).slice(0, 4) : groupsOf(props.digest);
  return (
    <span className={`digest digest-line digest-${form}`}>
      <span className="digest-groups">
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
        {form === 'short' ? <span aria-hidden="true">{'…'}</span> : null}
      </span>
      {props.copy === false ? null : (
        <CopyButton text={props.digest.replaceAll(/\s/g, '')} label={say('copyDigest')} />
      )}
    </span>
  );
}

/** Mark and digits together. */
export function Seal(props: {
  readonly digest: string;
  readonly size?: number;
  readonly form?: DigestGroupsProps['form'];
}) {
  return (
    <span className="seal">
      <SealMark digest={props.digest} size={props.size ?? 56} />
      <DigestGroups digest={props.digest} form={props.form ?? 'grid'} />
    </span>
  );
}
