/** The types of resources that people's data lies in: replacing one loses it from view. */
export const DATA_TYPES: ReadonlySet<string> = new Set([
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
]);
