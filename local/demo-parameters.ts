/** Parameters when there is no parameters file: four models that need no key and no network. */
export const demoParameters: Readonly<Record<string, string | number>> = {
  ModelCount: 4,
  Model1Name: 'Demo Aurora',
  Model2Name: 'Demo Bauhaus',
  Model3Name: 'Demo Contour',
  Model4Name: 'Demo Nightfall',
  PromptModelIndex: 1,
  // These pictures cost nothing, and there is one address: who plays all day is not stopped by the limit of a public site.
  IPRateLimit: 1000,
};
