/** Used without a parameters file: four models that need neither a key nor a network. */
export const demoParameters: Readonly<Record<string, string | number>> = {
  ModelCount: 4,
  Model1Name: 'Demo Aurora',
  Model2Name: 'Demo Bauhaus',
  Model3Name: 'Demo Contour',
  Model4Name: 'Demo Nightfall',
  PromptModelIndex: 1,
  // Pictures are free here and all requests share one address, so the default limit for a public site is too low.
  IPRateLimit: 1000,
};
