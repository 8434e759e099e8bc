// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Keeps the checkpoints of transparency logs. A log is named by the SHA-256 of its origin, the first line of its
/// checkpoints. Whoever deployed the contract adds to it; nobody takes anything back: sizes only grow.
contract PlumblineAnchor {
    address public immutable owner;

    /// The newest size of each log.
    mapping(bytes32 log => uint64 size) public newest;

    /// The root of each anchored size; zero where none is anchored.
    mapping(bytes32 log => mapping(uint64 size => bytes32 root)) public rootAt;

    event Anchored(bytes32 indexed log, uint64 indexed size, bytes32 root);

    error NotOwner();
    error DoesNotGrow(uint64 newest);

    constructor() {
        owner = msg.sender;
    }

    function anchor(bytes32 log, uint64 size, bytes32 root) external {
        if (msg.sender != owner) revert NotOwner();
        if (size <= newest[log]) revert DoesNotGrow(newest[log]);
        newest[log] = size;
        rootAt[log][size] = root;
        emit Anchored(log, size, root);
    }
}
