import { readSecretSigned } from '../aws/secret-reader.ts';
import { readAwsEnv, readLambdaCredentials } from '../config/env.ts';
import { ConfigurationError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { type PictureAddresses, plainAddresses, signedAddresses } from '../usecases/picture-addresses.ts';

interface AddressesEnv {
  imageBaseUrl: string;
  /** '' where addresses are not signed. */
  pictureKeySecret: string;
}

/** `ImageGuardFunction` accepts no shorter key either. */
const SHORTEST_KEY = 32;

/** How readers address pictures. */
export function pictureAddresses({ imageBaseUrl, pictureKeySecret }: AddressesEnv): PictureAddresses {
  if (pictureKeySecret === '') return plainAddresses(imageBaseUrl);
  let known: string | undefined;
  const key = async () => {
    known ??= await readKey(pictureKeySecret);
    return known;
  };
  return signedAddresses({ baseUrl: imageBaseUrl, key, clock: systemClock });
}

async function readKey(secretArn: string): Promise<string> {
  const credentials = () => readLambdaCredentials();
  const key = await readSecretSigned({ ...readAwsEnv(), credentials, clock: systemClock }, secretArn);
  if (key.length < SHORTEST_KEY) throw new ConfigurationError(['The key of picture addresses is too short.']);
  return key;
}
