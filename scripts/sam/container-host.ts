import { run } from '../deploy/run.ts';

/** Docker Desktop's address of the machine it runs on. */
const DOCKER_DESKTOP_HOST = '192.168.65.254';

export interface ContainerHost {
  /** Containers reach this machine here. A number, since the SDK asks S3 by path only for those. */
  address: string;
  /** Where services for containers have to listen. */
  listenOn: string;
}

/** SAM_CONTAINER_HOST overrides what is found. @throws Error when Docker does not answer */
export async function findContainerHost(): Promise<ContainerHost> {
  const { SAM_CONTAINER_HOST: given } = process.env;
  if (given) return { address: given, listenOn: given };
  if (process.platform !== 'linux') return { address: DOCKER_DESKTOP_HOST, listenOn: '127.0.0.1' };
  const { code, stdout, stderr } = await run(
    'docker',
    ['network', 'inspect', 'bridge', '--format', '{{range .IPAM.Config}}{{.Gateway}} {{.Subnet}} {{end}}'],
    { capture: true },
  );
  const address = gatewayIn(stdout);
  if (code !== 0) throw new Error(`Docker does not answer: ${stderr.trim()}`);
  if (address === undefined) throw new Error('The bridge network of Docker has no gateway address.');
  return { address, listenOn: address };
}

/** `172.17.0.1` of "172.17.0.1 172.17.0.0/16"; a daemon that has just started names only the network. */
function gatewayIn(text: string): string | undefined {
  const gateway = /(?:^|\s)(\d+\.\d+\.\d+\.\d+)(?:\s|$)/.exec(text)?.[1];
  const network = /(\d+\.\d+\.\d+)\.0\//.exec(text)?.[1];
  return gateway ?? (network === undefined ? undefined : `${network}.1`);
}
