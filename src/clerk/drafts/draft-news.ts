/** What windows tell each other of a draft. */
export interface DraftNews {
  readonly draft: string;
  readonly kind: 'saved' | 'gone';
  /** The window that it comes from. */
  readonly from: string;
}

const channel = new BroadcastChannel('nysan-drafts');

/** Tells the other windows of this browser. */
export function tellDraftNews(news: DraftNews): void {
  channel.postMessage(news);
}

/** Hears of one draft what other windows did with it. */
export function hearDraftNews(draft: () => string, own: string, listener: (kind: DraftNews['kind']) => void): void {
  channel.addEventListener('message', ({ data }: MessageEvent<DraftNews>) => {
    if (data.draft === draft() && data.from !== own) listener(data.kind);
  });
}
