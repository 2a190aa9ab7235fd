/** Every shared part in each state, for development: /gallery. Not part of normal builds. */
import './gallery.css';
import { useState } from 'react';
import { LanguageSwitch } from '../../shared/ui/small.tsx';
import { FormSamples } from './form-samples.tsx';
import { PartSamples } from './part-samples.tsx';
import { SealSamples } from './seal-samples.tsx';
import { TableSamples } from './table-samples.tsx';

const themes = ['普通', '仪式（深色）'] as const;

export function Gallery() {
  const [dark, setDark] = useState(window.location.hash === '#dark');
  return (
    <div className={dark ? 'gallery theme-ceremony' : 'gallery'}>
      <header className="gallery-head">
        <h1>{'部件总览'}</h1>
        <LanguageSwitch />
        <button type="button" className="switch" onClick={() => setDark(!dark)}>
          {themes[dark ? 0 : 1]}
        </button>
      </header>
      <main className="gallery-main">
        <SealSamples />
        <PartSamples />
        <FormSamples />
        <TableSamples />
      </main>
    </div>
  );
}
