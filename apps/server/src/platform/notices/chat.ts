/**
 * Robots of a work chat's group (企业微信, 钉钉, 飞书): one text without names. The robot's address holds its key; 钉钉
 * and 飞书 may ask for a signature as well.
 */
import { createHmac } from 'node:crypto';
import type { ChatSettings } from '@mingcha/core/common/notice-channel-api.ts';
import { postJson } from '../outside/post-json.ts';
import { type ChannelUse, gatewayMs, type Outcome, type Outgoing } from './adapter.ts';
import { memberOf, unanswered } from './gateway-reply.ts';

export async function sendChat(use: ChannelUse<ChatSettings>, message: Outgoing): Promise<Outcome> {
  const { settings, secret, config } = use;
  const { url, body } = request(settings.style, secret, message);
  const posted = await postJson(config, { url, body: JSON.stringify(body), timeoutMs: gatewayMs });
  const missing = unanswered(posted);
  if (missing !== null) return missing;
  const { json } = posted as { readonly json: unknown };
  const code = memberOf(json, settings.style === 'feishu' ? 'code' : 'errcode');
  if (code === '0') return { kind: 'accepted', gatewayId: null };
  // 45009 and 660026 (企业微信), 130101 (钉钉), 9499 and 11232 (飞书): too many messages in a minute.
  const tooMany = ['45009', '660026', '130101', '9499', '11232'].includes(code ?? '');
  const detail = `${code ?? ''} ${memberOf(json, 'errmsg') ?? memberOf(json, 'msg') ?? ''}`.slice(0, 200);
  if (tooMany) return { kind: 'deferred', channel: true, problem: 'busy', detail };
  return { kind: 'deferred', channel: true, problem: 'refused', detail };
}

function request(
  style: ChatSettings['style'],
  { secret, webhook }: ChannelUse<ChatSettings>['secret'],
  message: Outgoing,
) {
  const text = message.brief;
  const milliseconds = Date.parse(message.at);
  if (style === 'feishu') {
    const timestamp = String(Math.floor(milliseconds / 1000));
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    const signature = secret === '' ? {} : { timestamp, sign };
    return { url: webhook, body: { ...signature, msg_type: 'text', content: { text } } };
  }
  const body = { msgtype: 'text', text: { content: text } };
  if (style === 'wecom' || secret === '') return { url: webhook, body };
  const sign = createHmac('sha256', secret).update(`${milliseconds}\n${secret}`).digest('base64');
  const url = new URL(webhook);
  url.searchParams.set('timestamp', String(milliseconds));
  url.searchParams.set('sign', sign);
  return { url: url.href, body };
}
