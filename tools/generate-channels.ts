/** The fields of every channel's layout as tables, with an example of each, from the layouts themselves. */
import { layOut, outsideChannels } from '../packages/core/src/publications/channels/channel.ts';
import { channelLayouts } from '../packages/core/src/publications/channels/channel-layouts-form.ts';
import {
  sampleContext,
  samplePayloads,
} from '../packages/core/src/publications/channels/layout-samples-form.ts';
import { heading } from './generate-routes.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function tablesOf(channel: (typeof outsideChannels)[number]): readonly string[] {
  return samplePayloads.flatMap((payload) => {
    const layout = channelLayouts[channel];
    const part = layout[payload.kind];
    if (part === undefined) return [];
    const laid = layOut(layout, payload, sampleContext);
    if (laid.kind !== 'ready') throw new Error(`${channel}: the example of ${payload.kind} is not laid out`);
    return part.blocks.flatMap((block) => {
      const row = laid.blocks[block.key]?.[0] ?? {};
      const rows = block.fields.map(({ key, title, max, isRequired, source }) => {
        const cells = [key, title, `text ${max}`, isRequired ? 'yes' : 'no', source, row[key] ?? ''];
        return `| ${cells.map(cell).join(' | ')} |`;
      });
      return [
        `### \`${part.name}\`, block \`${block.key}\``,
        '',
        '| field | column | type | required | source | example |',
        '| --- | --- | --- | --- | --- | --- |',
        ...rows,
        '',
      ];
    });
  });
}

export function channelsDocument(): string {
  const channels = outsideChannels.flatMap((channel) => [`## ${channel}`, '', ...tablesOf(channel)]);
  const lead =
    'Lengths in characters. A source is a member of the public payload, of the record or of the settings.';
  return ['# Layouts of publication channels', '', heading, '', lead, '', ...channels].join('\n');
}
