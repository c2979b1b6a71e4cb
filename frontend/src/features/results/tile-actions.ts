/** What can be done with one tile; the page decides how. All must be stable. */
export type TileActions = {
  onMark: (modelId: string) => void;
  onOpen: (modelId: string) => void;
  onDownload: (modelId: string) => void;
  onCopyImage: (modelId: string) => void;
  onRetry: (modelId: string) => void;
  onReword: (modelId: string) => void;
};
