declare module "s3rver" {
  import type { AddressInfo } from "node:net";
  /** An S3 server for tests, which checks signatures. Its one key pair is S3RVER, S3RVER. */
  export default class S3rver {
    constructor(options: {
      readonly port: number;
      readonly address: string;
      readonly silent: boolean;
      readonly directory: string;
      readonly resetOnClose?: boolean;
      readonly serviceEndpoint?: string;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
