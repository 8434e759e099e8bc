// Made from anchor.sol by tools/compile-anchor.mjs.
export const anchorAbi = [
  {
    inputs: [],
    stateMutability: "nonpayable",
    type: "constructor",
  },
  {
    inputs: [
      {
        internalType: "uint64",
        name: "newest",
        type: "uint64",
      },
    ],
    name: "DoesNotGrow",
    type: "error",
  },
  {
    inputs: [],
    name: "NotOwner",
    type: "error",
  },
  {
    anonymous: false,
    inputs: [
      {
        indexed: true,
        internalType: "bytes32",
        name: "log",
        type: "bytes32",
      },
      {
        indexed: true,
        internalType: "uint64",
        name: "size",
        type: "uint64",
      },
      {
        indexed: false,
        internalType: "bytes32",
        name: "root",
        type: "bytes32",
      },
    ],
    name: "Anchored",
    type: "event",
  },
  {
    inputs: [
      {
        internalType: "bytes32",
        name: "log",
        type: "bytes32",
      },
      {
        internalType: "uint64",
        name: "size",
        type: "uint64",
      },
      {
        internalType: "bytes32",
        name: "root",
        type: "bytes32",
      },
    ],
    name: "anchor",
    outputs: [],
    stateMutability: "nonpayable",
    type: "function",
  },
  {
    inputs: [
      {
        internalType: "bytes32",
        name: "log",
        type: "bytes32",
      },
    ],
    name: "newest",
    outputs: [
      {
        internalType: "uint64",
        name: "size",
        type: "uint64",
      },
    ],
    stateMutability: "view",
    type: "function",
  },
  {
    inputs: [],
    name: "owner",
    outputs: [
      {
        internalType: "address",
        name: "",
        type: "address",
      },
    ],
    stateMutability: "view",
    type: "function",
  },
  {
    inputs: [
      {
        internalType: "bytes32",
        name: "log",
        type: "bytes32",
      },
      {
        internalType: "uint64",
        name: "size",
        type: "uint64",
      },
    ],
    name: "rootAt",
    outputs: [
      {
        internalType: "bytes32",
        name: "root",
        type: "bytes32",
      },
    ],
    stateMutability: "view",
    type: "function",
  },
] as const;

export const anchorBytecode =
  "0x60a0604052348015600f57600080fd5b50336080526080516102da61003560003960008181606b015261013101526102da6000f3fe608060405234801561001057600080fd5b506004361061004c5760003560e01c806370c127c6146100515780638da5cb5b14610066578063930b6ace146100aa57806399f29055146100e3575b600080fd5b61006461005f36600461025f565b610126565b005b61008d7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b6100d56100b8366004610295565b600160209081526000928352604080842090915290825290205481565b6040519081526020016100a1565b61010d6100f13660046102c1565b60006020819052908152604090205467ffffffffffffffff1681565b60405167ffffffffffffffff90911681526020016100a1565b336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461016f576040516330cd747160e01b815260040160405180910390fd5b60008381526020819052604090205467ffffffffffffffff908116908316116101cc576000838152602081905260409081902054905163030b8c6560e41b815267ffffffffffffffff909116600482015260240160405180910390fd5b600083815260208181526040808320805467ffffffffffffffff191667ffffffffffffffff8716908117909155600183528184208185528352928190208490555183815285917fbea4d11b910aad40d2df2a90d97a3329219b6389f85777c99daad7eb5fafd439910160405180910390a3505050565b803567ffffffffffffffff8116811461025a57600080fd5b919050565b60008060006060848603121561027457600080fd5b8335925061028460208501610242565b929592945050506040919091013590565b600080604083850312156102a857600080fd5b823591506102b860208401610242565b90509250929050565b6000602082840312156102d357600080fd5b503591905056";
