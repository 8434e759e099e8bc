// Made from the server's routes by `npm run api-types`; not edited by hand.
export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Make an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        employeeId?: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                /** Format: date-time */
                                createdAt: string;
                                disabledAt: string | null;
                                email: string;
                                employeeId: string | null;
                                hasSignIn: boolean;
                                hasTotp: boolean;
                                id: string;
                                name: string;
                                roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                            };
                            token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/employee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Link to an employee */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        employeeId: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable a disabled account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Grant a role */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    role: "administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        post?: never;
        /** Revoke a role */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    role: "administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out everywhere */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ended: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take TOTP away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make many */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rows: {
                            email: string;
                            employeeId?: string;
                            name: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            created: {
                                account: {
                                    /** Format: date-time */
                                    createdAt: string;
                                    disabledAt: string | null;
                                    email: string;
                                    employeeId: string | null;
                                    hasSignIn: boolean;
                                    hasTotp: boolean;
                                    id: string;
                                    name: string;
                                    roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                                };
                                token: string;
                            }[];
                            present: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-re-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far working out again has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            percent: number;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, a page */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    amountFrom?: string;
                    amountTo?: string;
                    assignee?: string;
                    currency?: string;
                    customer?: string;
                    detector?: string;
                    firstSeenFrom?: string;
                    firstSeenTo?: string;
                    found?: "yes" | "no";
                    legalEntity?: string;
                    limit?: number;
                    muted?: string;
                    q?: string;
                    record?: string;
                    scheme?: string;
                    seller?: string;
                    severity?: string;
                    sort?: "risk" | "amount" | "newest";
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                amount: string;
                                assignee?: {
                                    id: string;
                                    name?: string;
                                };
                                changedAt: string;
                                changedSinceDecision: boolean;
                                currency: string;
                                customer?: {
                                    id: string;
                                    name?: string;
                                };
                                detector: string;
                                detectorTitle: {
                                    en: string;
                                    zh: string;
                                };
                                evidenceTotal: number;
                                firstSeen: string;
                                found: boolean;
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                mute?: string;
                                notes: number;
                                qValue?: number;
                                revision: number;
                                scheme: string;
                                schemeTitle: {
                                    en: string;
                                    zh: string;
                                };
                                score: number;
                                seller?: {
                                    id: string;
                                    name?: string;
                                };
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                /** @enum {string} */
                                severity: "low" | "medium" | "high";
                                /** @enum {string} */
                                status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
                                subject: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                };
                                weight: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An alert with its evidence */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amount: string;
                            assignee?: {
                                id: string;
                                name?: string;
                            };
                            changedAt: string;
                            changedSinceDecision: boolean;
                            chart?: {
                                about: {
                                    en: string;
                                    zh: string;
                                };
                                documents?: {
                                    columns: {
                                        isNumber: boolean;
                                        title: {
                                            en: string;
                                            zh: string;
                                        };
                                    }[];
                                    rows: {
                                        cells: {
                                            isMismatch: boolean;
                                            text: string;
                                        }[];
                                        isMarked: boolean;
                                        name: {
                                            en: string;
                                            zh: string;
                                        };
                                    }[];
                                };
                                events?: {
                                    at: string;
                                    isMarked: boolean;
                                    label: {
                                        en: string;
                                        zh: string;
                                    };
                                    value?: string;
                                }[];
                                isLog: boolean;
                                legend: {
                                    /** @enum {string} */
                                    form: "block" | "line" | "dashed" | "dot" | "square" | "dash";
                                    paint: string;
                                    text: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                svg?: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                x?: {
                                    en: string;
                                    zh: string;
                                };
                                y?: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            currency: string;
                            customer?: {
                                id: string;
                                name?: string;
                            };
                            detector: string;
                            detectorInfo?: {
                                blindTo: {
                                    en: string;
                                    zh: string;
                                }[];
                                formula: {
                                    en: string;
                                    zh: string;
                                };
                                innocent: {
                                    en: string;
                                    zh: string;
                                }[];
                                nextChecks: {
                                    en: string;
                                    zh: string;
                                }[];
                                source: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                why: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            detectorTitle: {
                                en: string;
                                zh: string;
                            };
                            /** Format: uuid */
                            duplicateOf?: string;
                            evidence: {
                                columns: {
                                    label: {
                                        en: string;
                                        zh: string;
                                    };
                                    matters: boolean;
                                    name: string;
                                    type: string;
                                }[];
                                kind: string;
                                rows: {
                                    cells: {
                                        isOdd: boolean;
                                        matters: boolean;
                                        text: string;
                                    }[];
                                    currency: string;
                                    gone: boolean;
                                    key: string;
                                    latest: number;
                                    path?: string;
                                    /** Format: uuid */
                                    record: string;
                                    sourceRow?: number;
                                    version: number;
                                }[];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            evidenceTotal: number;
                            firstSeen: string;
                            found: boolean;
                            history: ({
                                asOf: string;
                                at: string;
                                /** @enum {string} */
                                by: "run";
                                /** @enum {string} */
                                change: "raised" | "updated" | "ceased";
                                knownAt: number | null;
                                /** Format: uuid */
                                run: string;
                                version: number;
                            } | {
                                actor: {
                                    id: string;
                                    name?: string;
                                };
                                assignee?: {
                                    id: string;
                                    name?: string;
                                };
                                at: string;
                                /** @enum {string} */
                                by: "person";
                                knownAt: number | null;
                                revision: number;
                                step: {
                                    /** @enum {string} */
                                    kind: "reviewed";
                                } | {
                                    /** @enum {string} */
                                    kind: "confirmed";
                                    reason: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "cleared";
                                    reason: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "duplicate";
                                    /** Format: uuid */
                                    of: string;
                                    reason?: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "reopened";
                                    reason: string;
                                } | {
                                    assignee?: string;
                                    /** @enum {string} */
                                    kind: "assigned";
                                } | {
                                    /** @enum {string} */
                                    kind: "noted";
                                    text: string;
                                } | {
                                    check: number;
                                    done: boolean;
                                    /** @enum {string} */
                                    kind: "checked";
                                    text?: string;
                                };
                            })[];
                            /** Format: uuid */
                            id: string;
                            key: string;
                            legalEntities: string[];
                            /** Format: uuid */
                            mute?: string;
                            muted?: {
                                by: string;
                                reason: string;
                                until: string;
                            };
                            notes: number;
                            pValue?: number;
                            qValue?: number;
                            reason?: string;
                            related: {
                                customer: {
                                    amount: string;
                                    assignee?: {
                                        id: string;
                                        name?: string;
                                    };
                                    changedAt: string;
                                    changedSinceDecision: boolean;
                                    currency: string;
                                    customer?: {
                                        id: string;
                                        name?: string;
                                    };
                                    detector: string;
                                    detectorTitle: {
                                        en: string;
                                        zh: string;
                                    };
                                    evidenceTotal: number;
                                    firstSeen: string;
                                    found: boolean;
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    mute?: string;
                                    notes: number;
                                    qValue?: number;
                                    revision: number;
                                    scheme: string;
                                    schemeTitle: {
                                        en: string;
                                        zh: string;
                                    };
                                    score: number;
                                    seller?: {
                                        id: string;
                                        name?: string;
                                    };
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    severity: "low" | "medium" | "high";
                                    /** @enum {string} */
                                    status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
                                    subject: {
                                        id: string;
                                        kind: string;
                                        name?: string;
                                    };
                                    weight: number;
                                }[];
                                seller: {
                                    amount: string;
                                    assignee?: {
                                        id: string;
                                        name?: string;
                                    };
                                    changedAt: string;
                                    changedSinceDecision: boolean;
                                    currency: string;
                                    customer?: {
                                        id: string;
                                        name?: string;
                                    };
                                    detector: string;
                                    detectorTitle: {
                                        en: string;
                                        zh: string;
                                    };
                                    evidenceTotal: number;
                                    firstSeen: string;
                                    found: boolean;
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    mute?: string;
                                    notes: number;
                                    qValue?: number;
                                    revision: number;
                                    scheme: string;
                                    schemeTitle: {
                                        en: string;
                                        zh: string;
                                    };
                                    score: number;
                                    seller?: {
                                        id: string;
                                        name?: string;
                                    };
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    severity: "low" | "medium" | "high";
                                    /** @enum {string} */
                                    status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
                                    subject: {
                                        id: string;
                                        kind: string;
                                        name?: string;
                                    };
                                    weight: number;
                                }[];
                            };
                            reruns: {
                                at: string;
                                by: string;
                                /** Format: uuid */
                                id: string;
                                result?: {
                                    after?: {
                                        amount: string;
                                        pValue?: number;
                                        score: number;
                                    };
                                    before: {
                                        amount: string;
                                        pValue?: number;
                                        score: number;
                                    };
                                    erased: boolean;
                                    product: {
                                        after: string;
                                        before: string;
                                    };
                                    same: boolean;
                                    sameEvidence: boolean;
                                };
                                version: number;
                            }[];
                            revision: number;
                            rule?: number;
                            run: {
                                asOf: string;
                                baseline?: number;
                                /** @enum {string} */
                                cause: "import" | "schedule" | "person" | "live";
                                dataIndex?: number;
                                expectedFalseAlarms: number;
                                falseDiscoveryRate: number;
                                findingsByRule: number;
                                findingsTested: number;
                                /** Format: uuid */
                                id: string;
                                tests: number;
                                version: string;
                            };
                            scheme: string;
                            schemeTitle: {
                                en: string;
                                zh: string;
                            };
                            score: number;
                            seller?: {
                                id: string;
                                name?: string;
                            };
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            /** @enum {string} */
                            status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
                            subject: {
                                id: string;
                                kind: string;
                                name?: string;
                            };
                            version: number;
                            weight: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}/re-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work an alert out again, by the version and the records that made it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one step on one alert or many: on all, or on none */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            revision: number;
                        }[];
                        step: {
                            /** @enum {string} */
                            kind: "reviewed";
                        } | {
                            /** @enum {string} */
                            kind: "confirmed";
                            reason: string;
                        } | {
                            /** @enum {string} */
                            kind: "cleared";
                            reason: string;
                        } | {
                            /** @enum {string} */
                            kind: "duplicate";
                            /** Format: uuid */
                            of: string;
                            reason?: string;
                        } | {
                            /** @enum {string} */
                            kind: "reopened";
                            reason: string;
                        } | {
                            assignee?: string;
                            /** @enum {string} */
                            kind: "assigned";
                        } | {
                            /** @enum {string} */
                            kind: "noted";
                            text: string;
                        } | {
                            check: number;
                            done: boolean;
                            /** @enum {string} */
                            kind: "checked";
                            text?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            assignee: string | null;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** @enum {string} */
                            status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
                        }[];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/assignees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom alerts may be assigned to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many alerts each choice of a filter would leave */
        get: {
            parameters: {
                query?: {
                    amountFrom?: string;
                    amountTo?: string;
                    assignee?: string;
                    currency?: string;
                    customer?: string;
                    detector?: string;
                    firstSeenFrom?: string;
                    firstSeenTo?: string;
                    found?: "yes" | "no";
                    legalEntity?: string;
                    muted?: string;
                    q?: string;
                    record?: string;
                    scheme?: string;
                    seller?: string;
                    severity?: string;
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amounts: {
                                alerts: number;
                                amount: string;
                                currency: string;
                            }[];
                            assignee: {
                                alerts: number;
                                name?: string;
                                value: string;
                            }[];
                            detector: {
                                alerts: number;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                value: string;
                            }[];
                            found: {
                                alerts: number;
                                value: string;
                            }[];
                            muted: {
                                alerts: number;
                                value: string;
                            }[];
                            scheme: {
                                alerts: number;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                value: string;
                            }[];
                            severity: {
                                alerts: number;
                                value: string;
                            }[];
                            status: {
                                alerts: number;
                                value: string;
                            }[];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts as they are raised and change (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts as CSV */
        get: {
            parameters: {
                query?: {
                    amountFrom?: string;
                    amountTo?: string;
                    assignee?: string;
                    currency?: string;
                    customer?: string;
                    detector?: string;
                    firstSeenFrom?: string;
                    firstSeenTo?: string;
                    found?: "yes" | "no";
                    legalEntity?: string;
                    muted?: string;
                    q?: string;
                    record?: string;
                    scheme?: string;
                    seller?: string;
                    severity?: string;
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/back-tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A back-test */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            against: number;
                            by: string;
                            days: {
                                after: number;
                                asOf: string;
                                before: number;
                                /** @enum {string} */
                                clock: "known-at" | "happened-by";
                                day: string;
                                failedAfter?: {
                                    en: string;
                                    zh: string;
                                };
                                failedBefore?: {
                                    en: string;
                                    zh: string;
                                };
                                frauds: {
                                    after: number;
                                    before: number;
                                };
                                gained: number;
                                lost: number;
                            }[];
                            detector: string;
                            frauds: {
                                after: number;
                                all: number;
                                amountsAfter: {
                                    amount: string;
                                    currency: string;
                                }[];
                                amountsBefore: {
                                    amount: string;
                                    currency: string;
                                }[];
                                before: number;
                            };
                            gained: number;
                            gainedAmounts: {
                                amount: string;
                                currency: string;
                            }[];
                            gainedRows: {
                                /** Format: uuid */
                                alert?: string;
                                amount: string;
                                confirmed: number;
                                currency: string;
                                days: string[];
                                detector: string;
                                detectorTitle: {
                                    en: string;
                                    zh: string;
                                };
                                innocent: boolean;
                                key: string;
                                score: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                subject: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                };
                            }[];
                            /** Format: uuid */
                            id: string;
                            innocent: {
                                after: number;
                                before: number;
                            };
                            kept: number;
                            lost: number;
                            lostAmounts: {
                                amount: string;
                                currency: string;
                            }[];
                            lostRows: {
                                /** Format: uuid */
                                alert?: string;
                                amount: string;
                                confirmed: number;
                                currency: string;
                                days: string[];
                                detector: string;
                                detectorTitle: {
                                    en: string;
                                    zh: string;
                                };
                                innocent: boolean;
                                key: string;
                                score: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                subject: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                };
                            }[];
                            minutes: number;
                            minutesPerAlert: number;
                            number: number;
                            percent: number;
                            startedAt: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/back-tests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a back-test */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers and their figures */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    q?: string;
                    region?: string;
                    seller?: string;
                    sort?: "sales" | "risk" | "return-rate" | "discount" | "quarter-end";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf?: string;
                            hasRisk: boolean;
                            next?: string;
                            rows: {
                                currency: string;
                                documents: number;
                                figures: {
                                    measure: string;
                                    percentile?: number;
                                    value: number;
                                }[];
                                id: string;
                                lastOn?: string;
                                name?: string;
                                region?: string;
                                returns: string;
                                risk?: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    rank: number;
                                    score: number;
                                };
                                sales: string;
                                salesBefore?: string;
                                seller: string;
                                team?: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string;
                            currency: string;
                            documents: number;
                            figures?: {
                                cases: number;
                                /** @enum {string} */
                                form: "money" | "share" | "days" | "ratio";
                                isThin: boolean;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                measure: string;
                                peers?: {
                                    count: number;
                                    deviation: number;
                                    /** @enum {string} */
                                    level: "narrow" | "broad" | "all";
                                    median: number;
                                    percentile: number;
                                    place: string;
                                    values?: number[];
                                };
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                value: number;
                            }[];
                            firstOn?: string;
                            id: string;
                            /** @enum {string} */
                            kind: "seller" | "customer";
                            lastOn?: string;
                            manager?: string;
                            months: {
                                discount?: number;
                                documents: number;
                                payments: string;
                                returns: string;
                                reversals: number;
                                sales: string;
                                startsOn: string;
                                visits: number;
                            }[];
                            name?: string;
                            others: {
                                documents: number;
                                id: string;
                                name?: string;
                                sales: string;
                            }[];
                            region?: string;
                            returns: string;
                            sales: string;
                            salesBefore?: string;
                            seller: string;
                            suspicions?: {
                                findings: {
                                    amount: string;
                                    currency: string;
                                    detector: string;
                                    firstSeen: string;
                                    found: boolean;
                                    id: string;
                                    scheme: string;
                                    score: number;
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    status: string;
                                }[];
                                hasMore: boolean;
                                risk?: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    rank: number;
                                    reasons: {
                                        alert: string;
                                        contribution: number;
                                        detector: string;
                                        scheme: string;
                                        sentence: {
                                            en: string;
                                            zh: string;
                                        };
                                        status: string;
                                    }[];
                                    score: number;
                                };
                            };
                            team?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first page */
        get: {
            parameters: {
                query?: {
                    currency?: string;
                    grain?: "month" | "week" | "day";
                    legalEntity?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            freshness: {
                                asOf?: string;
                                hasRecords: boolean;
                                lastImport?: {
                                    at: string;
                                    records: number;
                                    source: string;
                                };
                                underWay: {
                                    name: string;
                                    percent: number;
                                    /** @enum {string} */
                                    state: "waiting" | "running";
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                workedOutAt?: string;
                            };
                            mustBeLinked: boolean;
                            sales?: {
                                currency: string;
                                /** @enum {string} */
                                grain: "month" | "week" | "day";
                                groups: {
                                    /** @enum {string} */
                                    dimension: "region" | "category" | "channel";
                                    documents: number;
                                    name: string;
                                    sales: string;
                                    salesBefore: string;
                                }[];
                                legalEntities: string[];
                                legalEntity?: string;
                                periods: {
                                    documents: number;
                                    returns: string;
                                    sales: string;
                                    startsOn: string;
                                }[];
                                /** @enum {string} */
                                scope: "all" | "team" | "own";
                                totals: {
                                    currency: string;
                                    documents: number;
                                    returns: string;
                                    returnsBefore?: string;
                                    sales: string;
                                    salesBefore?: string;
                                }[];
                            };
                            suspicions?: {
                                atRisk: {
                                    amount: string;
                                    currency: string;
                                }[];
                                changes: {
                                    added: number;
                                    ceased: number;
                                    changed: number;
                                    movers: {
                                        before?: number;
                                        id: string;
                                        kind: string;
                                        name?: string;
                                        rank: number;
                                    }[];
                                    /** @enum {string} */
                                    of?: "visit" | "run";
                                    raised: number;
                                    since?: string;
                                };
                                confirmed: number;
                                customers: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    rank: number;
                                    reasons: {
                                        alert: string;
                                        contribution: number;
                                        detector: string;
                                        scheme: string;
                                        sentence: {
                                            en: string;
                                            zh: string;
                                        };
                                        status: string;
                                    }[];
                                    score: number;
                                }[];
                                deals: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    rank: number;
                                    reasons: {
                                        alert: string;
                                        contribution: number;
                                        detector: string;
                                        scheme: string;
                                        sentence: {
                                            en: string;
                                            zh: string;
                                        };
                                        status: string;
                                    }[];
                                    score: number;
                                }[];
                                inReview: number;
                                mine: number;
                                open: number;
                                schemes: {
                                    decided: number;
                                    open: number;
                                    scheme: string;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                sellers: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    rank: number;
                                    reasons: {
                                        alert: string;
                                        contribution: number;
                                        detector: string;
                                        scheme: string;
                                        sentence: {
                                            en: string;
                                            zh: string;
                                        };
                                        status: string;
                                    }[];
                                    score: number;
                                }[];
                            };
                            system?: {
                                databaseBytes: number;
                                disk: {
                                    free: number;
                                    size: number;
                                };
                                jobs: {
                                    createdAt: string;
                                    finishedAt?: string;
                                    id: string;
                                    name: string;
                                    percent: number;
                                    /** @enum {string} */
                                    state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                log: {
                                    followers: {
                                        behind: number;
                                        name: string;
                                    }[];
                                    size: number;
                                    waiting: number;
                                };
                                people: {
                                    accounts: number;
                                    sessions: number;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deals/riskiest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The riskiest deals */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                amounts: {
                                    amount: string;
                                    currency: string;
                                }[];
                                findings: number;
                                id: string;
                                kind: string;
                                name?: string;
                                rank: number;
                                reasons: {
                                    alert: string;
                                    contribution: number;
                                    detector: string;
                                    scheme: string;
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    status: string;
                                }[];
                                score: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask about a deal before it is booked; by an API key of scope decisions:ask */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fields: {
                            [key: string]: string | boolean | number | null;
                        };
                        kind: string;
                        /** @default 1 */
                        occurrence?: number;
                        own?: {
                            [key: string]: string | number | null;
                        };
                    } | {
                        fields: {
                            [key: string]: string | boolean | number | null;
                        };
                        kind: string;
                        /** @default 1 */
                        occurrence?: number;
                        own?: {
                            [key: string]: string | number | null;
                        };
                    }[];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string;
                            /** @enum {string} */
                            band: "low" | "medium" | "high";
                            baseline: number;
                            /** Format: uuid */
                            id: string;
                            judgedBy: string[];
                            reasons: {
                                detector: string;
                                remedy: {
                                    en: string;
                                    zh: string;
                                };
                                score: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            risk: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Load the demo company, where there are no records */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detection-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs go by */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            falseDiscoveryRate: number;
                            minutesPerAlert: number;
                            revision: number;
                        };
                    };
                };
            };
        };
        /** Change what runs go by */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        falseDiscoveryRate: number;
                        minutesPerAlert: number;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            falseDiscoveryRate: number;
                            minutesPerAlert: number;
                            revision: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All detectors */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                alerts: {
                                    all: number;
                                    confirmed: number;
                                    innocent: number;
                                    open: number;
                                };
                                changed: number;
                                id: string;
                                isOff: boolean;
                                lastRun?: {
                                    at: string;
                                    milliseconds: number;
                                    reason?: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    state: "ran" | "not-run" | "failed";
                                    tests: number;
                                };
                                live: {
                                    because?: {
                                        en: string;
                                        zh: string;
                                    };
                                    isBeforehand: boolean;
                                    isLive: boolean;
                                };
                                own?: {
                                    isInForce: boolean;
                                };
                                scheme: {
                                    id: string;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                /** @enum {string} */
                                severity: "low" | "medium" | "high";
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A detector */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: {
                                all: number;
                                confirmed: number;
                                innocent: number;
                                open: number;
                            };
                            blindTo: {
                                en: string;
                                zh: string;
                            }[];
                            changed: number;
                            formula: {
                                en: string;
                                zh: string;
                            };
                            history: {
                                at: string;
                                by: string;
                                isOff: boolean;
                                reason: string;
                                revision: number;
                            }[];
                            id: string;
                            innocent: {
                                en: string;
                                zh: string;
                            }[];
                            isOff: boolean;
                            lastRun?: {
                                at: string;
                                milliseconds: number;
                                reason?: {
                                    en: string;
                                    zh: string;
                                };
                                /** @enum {string} */
                                state: "ran" | "not-run" | "failed";
                                tests: number;
                            };
                            live: {
                                because?: {
                                    en: string;
                                    zh: string;
                                };
                                isBeforehand: boolean;
                                isLive: boolean;
                            };
                            nextChecks: {
                                en: string;
                                zh: string;
                            }[];
                            own?: {
                                isInForce: boolean;
                            };
                            parameters: {
                                /** @enum {string} */
                                form: "whole" | "decimal" | "decimals";
                                least: number;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                most: number;
                                name: string;
                                usual: number | number[];
                                value: number | number[];
                            }[];
                            reads: {
                                columns: string[];
                                table: string;
                                title?: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            revision: number;
                            rule: number;
                            scheme: {
                                id: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            source: string;
                            template: {
                                en: string;
                                zh: string;
                            };
                            title: {
                                en: string;
                                zh: string;
                            };
                            why: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch a detector off or on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isOff: boolean;
                        reason: string;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a detector's rule, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                author: {
                                    id: string;
                                    name: string;
                                };
                                declaration?: {
                                    blindTo: {
                                        en: string;
                                        zh: string;
                                    }[];
                                    formula: {
                                        en: string;
                                        zh: string;
                                    };
                                    innocent: {
                                        en: string;
                                        zh: string;
                                    }[];
                                    nextChecks: {
                                        en: string;
                                        zh: string;
                                    }[];
                                    parameters: {
                                        /** @enum {string} */
                                        form: "whole" | "decimal";
                                        least: number;
                                        meaning: {
                                            en: string;
                                            zh: string;
                                        };
                                        most: number;
                                        name: string;
                                        usual: number;
                                    }[];
                                    reads: {
                                        [key: string]: string[];
                                    };
                                    /** @enum {string} */
                                    scheme: "fictitious-sale" | "timing" | "channel-stuffing" | "price-kickback" | "splitting" | "duplicate" | "related-party" | "activity" | "pipeline" | "commission" | "document-mismatch" | "side-agreement" | "misrepresentation" | "diversion" | "master-data" | "feedback";
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    severity: "low" | "medium" | "high";
                                    source: string;
                                    sql: string;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    why: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                detector: string;
                                number: number;
                                params: {
                                    [key: string]: number | number[];
                                };
                                reviewer?: {
                                    id: string;
                                    name: string;
                                };
                                revision: number;
                                shadow?: {
                                    at: string;
                                    failed?: {
                                        en: string;
                                        zh: string;
                                    };
                                    found: number;
                                    gained: number;
                                    lost: number;
                                };
                                /** @enum {string} */
                                state: "draft" | "back-tested" | "shadow" | "in-force" | "retired";
                                steps: {
                                    at: string;
                                    by: string;
                                    reason?: string;
                                    revision: number;
                                    /** @enum {string} */
                                    step: "drafted" | "edited" | "back-tested" | "put-in-shadow" | "put-in-force" | "replaced" | "retired";
                                }[];
                                trials: {
                                    against: number;
                                    by: string;
                                    days: string[];
                                    finishedAt?: string;
                                    /** Format: uuid */
                                    id: string;
                                    percent: number;
                                    startedAt: string;
                                    /** @enum {string} */
                                    state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Draft a version */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        declaration?: {
                            blindTo: {
                                en: string;
                                zh: string;
                            }[];
                            formula: {
                                en: string;
                                zh: string;
                            };
                            innocent: {
                                en: string;
                                zh: string;
                            }[];
                            nextChecks: {
                                en: string;
                                zh: string;
                            }[];
                            parameters: {
                                /** @enum {string} */
                                form: "whole" | "decimal";
                                least: number;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                most: number;
                                name: string;
                                usual: number;
                            }[];
                            reads: {
                                [key: string]: string[];
                            };
                            /** @enum {string} */
                            scheme: "fictitious-sale" | "timing" | "channel-stuffing" | "price-kickback" | "splitting" | "duplicate" | "related-party" | "activity" | "pipeline" | "commission" | "document-mismatch" | "side-agreement" | "misrepresentation" | "diversion" | "master-data" | "feedback";
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            source: string;
                            sql: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                            why: {
                                en: string;
                                zh: string;
                            };
                        };
                        params: {
                            [key: string]: number | number[];
                        };
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            revision: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a draft of one's own */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        declaration?: {
                            blindTo: {
                                en: string;
                                zh: string;
                            }[];
                            formula: {
                                en: string;
                                zh: string;
                            };
                            innocent: {
                                en: string;
                                zh: string;
                            }[];
                            nextChecks: {
                                en: string;
                                zh: string;
                            }[];
                            parameters: {
                                /** @enum {string} */
                                form: "whole" | "decimal";
                                least: number;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                most: number;
                                name: string;
                                usual: number;
                            }[];
                            reads: {
                                [key: string]: string[];
                            };
                            /** @enum {string} */
                            scheme: "fictitious-sale" | "timing" | "channel-stuffing" | "price-kickback" | "splitting" | "duplicate" | "related-party" | "activity" | "pipeline" | "commission" | "document-mismatch" | "side-agreement" | "misrepresentation" | "diversion" | "master-data" | "feedback";
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            source: string;
                            sql: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                            why: {
                                en: string;
                                zh: string;
                            };
                        };
                        params: {
                            [key: string]: number | number[];
                        };
                        reason: string;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/versions/{number}/back-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back-test a version over past days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        byHappened?: boolean;
                        days: string[];
                        minutesPerAlert?: number;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/versions/{number}/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version in shadow would have raised in the last run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: string;
                            failed?: {
                                en: string;
                                zh: string;
                            };
                            frauds: {
                                after: number;
                                all: number;
                                amountsAfter: {
                                    amount: string;
                                    currency: string;
                                }[];
                                amountsBefore: {
                                    amount: string;
                                    currency: string;
                                }[];
                                before: number;
                            };
                            gained: number;
                            gainedAmounts: {
                                amount: string;
                                currency: string;
                            }[];
                            gainedRows: {
                                /** Format: uuid */
                                alert?: string;
                                amount: string;
                                confirmed: number;
                                currency: string;
                                days: string[];
                                detector: string;
                                detectorTitle: {
                                    en: string;
                                    zh: string;
                                };
                                innocent: boolean;
                                key: string;
                                score: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                subject: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                };
                            }[];
                            innocent: {
                                after: number;
                                before: number;
                            };
                            kept: number;
                            lost: number;
                            lostAmounts: {
                                amount: string;
                                currency: string;
                            }[];
                            lostRows: {
                                /** Format: uuid */
                                alert?: string;
                                amount: string;
                                confirmed: number;
                                currency: string;
                                days: string[];
                                detector: string;
                                detectorTitle: {
                                    en: string;
                                    zh: string;
                                };
                                innocent: boolean;
                                key: string;
                                score: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                subject: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                };
                            }[];
                            /** Format: uuid */
                            run: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/detectors/{id}/versions/{number}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a version in shadow, in force or out of use */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        revision: number;
                        /** @enum {string} */
                        to: "shadow" | "in-force" | "retired";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests to erase, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job?: {
                                percent: number;
                                words?: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            requests: {
                                /** Format: date-time */
                                askedAt: string;
                                askedBy: string;
                                backups: {
                                    count: number;
                                    keep?: number;
                                } | null;
                                counts: {
                                    /** @default 0 */
                                    accounts: number;
                                    /** @default 0 */
                                    alerts: number;
                                    /** @default 0 */
                                    mentions: number;
                                    /** @default 0 */
                                    openings: number;
                                    /** @default 0 */
                                    records: number;
                                    /** @default 0 */
                                    uploads: number;
                                    /** @default 0 */
                                    versions: number;
                                    /** @default 0 */
                                    whole: number;
                                };
                                decidedAt: string | null;
                                decidedBy: string | null;
                                doneAt: string | null;
                                erasedAt: string | null;
                                held: {
                                    hold: string;
                                    record: string;
                                }[];
                                id: string;
                                isOwn: boolean;
                                reference: string | null;
                                remaining: {
                                    en: string;
                                    zh: string;
                                }[];
                                /** @enum {string} */
                                state: "asked" | "refused" | "approved" | "erased" | "operator" | "done";
                            }[];
                            retention: number;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask for a person to be erased */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choice: {
                            /** @default true */
                            mentions?: boolean;
                            /** @default [] */
                            records?: {
                                parts?: string[];
                                /** Format: uuid */
                                record: string;
                            }[];
                        };
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have it approved by somebody who did not ask */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the database server has been cleared */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have it refused by somebody who did not ask */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again what stood in the way */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that hold a name, a number or an address, in any version */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    } | {
                        records: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            found: {
                                hold?: string;
                                key: string;
                                kind: string;
                                parts: {
                                    isCommon: boolean;
                                    isPersonal: boolean;
                                    label: {
                                        en: string;
                                        zh: string;
                                    };
                                    matches: boolean;
                                    name: string;
                                    value: string;
                                }[];
                                record: string;
                                source: string;
                                versions: number;
                            }[];
                            isCut: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a choice would destroy; nothing is changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        mentions?: boolean;
                        /** @default [] */
                        records?: {
                            parts?: string[];
                            /** Format: uuid */
                            record: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                /** @default 0 */
                                accounts: number;
                                /** @default 0 */
                                alerts: number;
                                /** @default 0 */
                                mentions: number;
                                /** @default 0 */
                                openings: number;
                                /** @default 0 */
                                records: number;
                                /** @default 0 */
                                uploads: number;
                                /** @default 0 */
                                versions: number;
                                /** @default 0 */
                                whole: number;
                            };
                            hasAccountInUse: boolean;
                            held: {
                                hold: string;
                                record: string;
                            }[];
                            moreRepeats: boolean;
                            repeats: {
                                hold?: string;
                                key: string;
                                kind: string;
                                parts: {
                                    isCommon: boolean;
                                    isPersonal: boolean;
                                    label: {
                                        en: string;
                                        zh: string;
                                    };
                                    matches: boolean;
                                    name: string;
                                    value: string;
                                }[];
                                record: string;
                                source: string;
                                versions: number;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be put into a package of an alert */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            personal: {
                                label: {
                                    en: string;
                                    zh: string;
                                };
                                name: string;
                            }[];
                            records: number;
                            versions: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/alerts/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An evidence package of an alert (zip) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        findings: boolean;
                        personal: "all" | string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/alerts/{id}/steps/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof of one step on an alert, such as a decision (plumbline-evidence/1) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    revision: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/alerts/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof of one version of an alert (plumbline-evidence/1) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/records/{kind}/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be put into a package of a record */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    record: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            personal: {
                                label: {
                                    en: string;
                                    zh: string;
                                };
                                name: string;
                            }[];
                            versions: number[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/records/{kind}/{record}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An evidence package of a record (zip) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    record: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        personal: "all" | string[];
                        versions: "all" | number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/records/{kind}/{record}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof of one version of a record (plumbline-evidence/1) */
        get: {
            parameters: {
                query?: {
                    personal?: string;
                };
                header?: never;
                path: {
                    kind: string;
                    record: string;
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of records and what one may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kind: string;
                            mayCorrect: boolean;
                            mayDefine: boolean;
                            mayEnter: boolean;
                            title: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The form of a kind */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                choices?: {
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    value: string;
                                }[];
                                help?: {
                                    en: string;
                                    zh: string;
                                };
                                isKey: boolean;
                                name: string;
                                /** @enum {string} */
                                of: "field" | "custom";
                                personal: boolean;
                                place: string;
                                refers?: string;
                                required: boolean;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                /** @enum {string} */
                                type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                            }[];
                            hidden: string[];
                            kind: string;
                            lines?: {
                                fields: {
                                    choices?: {
                                        title: {
                                            en: string;
                                            zh: string;
                                        };
                                        value: string;
                                    }[];
                                    help?: {
                                        en: string;
                                        zh: string;
                                    };
                                    isKey: boolean;
                                    name: string;
                                    /** @enum {string} */
                                    of: "field" | "custom";
                                    personal: boolean;
                                    place: string;
                                    refers?: string;
                                    required: boolean;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                                }[];
                                kind: string;
                                needs: string[][];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            mayCorrect: boolean;
                            mayDefine: boolean;
                            mayEnter: boolean;
                            needs: string[][];
                            sections: {
                                columns: number;
                                fields: string[];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            seller?: {
                                employee: string;
                                field: string;
                            };
                            title: {
                                en: string;
                                zh: string;
                            };
                            version: number;
                        };
                    };
                };
            };
        };
        /** Change custom fields and layout of a kind's form */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fields: {
                            choices?: {
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                value: string;
                            }[];
                            help?: {
                                en: string;
                                zh: string;
                            };
                            name: string;
                            /** @default false */
                            personal?: boolean;
                            refers?: string;
                            /** @default false */
                            required?: boolean;
                            title: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            type: "text" | "number" | "date" | "money" | "choice" | "yes-no" | "reference";
                        }[];
                        hidden: string[];
                        sections: {
                            columns: number;
                            fields: string[];
                            title: {
                                en: string;
                                zh: string;
                            };
                        }[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                choices?: {
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    value: string;
                                }[];
                                help?: {
                                    en: string;
                                    zh: string;
                                };
                                isKey: boolean;
                                name: string;
                                /** @enum {string} */
                                of: "field" | "custom";
                                personal: boolean;
                                place: string;
                                refers?: string;
                                required: boolean;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                /** @enum {string} */
                                type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                            }[];
                            hidden: string[];
                            kind: string;
                            lines?: {
                                fields: {
                                    choices?: {
                                        title: {
                                            en: string;
                                            zh: string;
                                        };
                                        value: string;
                                    }[];
                                    help?: {
                                        en: string;
                                        zh: string;
                                    };
                                    isKey: boolean;
                                    name: string;
                                    /** @enum {string} */
                                    of: "field" | "custom";
                                    personal: boolean;
                                    place: string;
                                    refers?: string;
                                    required: boolean;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                                }[];
                                kind: string;
                                needs: string[][];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            };
                            mayCorrect: boolean;
                            mayDefine: boolean;
                            mayEnter: boolean;
                            needs: string[][];
                            sections: {
                                columns: number;
                                fields: string[];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            seller?: {
                                employee: string;
                                field: string;
                            };
                            title: {
                                en: string;
                                zh: string;
                            };
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Holds, those in force first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            everything: boolean;
                            id: string;
                            liftedAt: string | null;
                            liftedBecause: string | null;
                            liftedBy: string | null;
                            reason: string;
                            reference: string | null;
                            /** Format: date-time */
                            setAt: string;
                            setBy: string;
                            targets: string[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Keep records, persons, an alert's evidence, or everything from being erased */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        everything?: boolean;
                        reason: string;
                        reference?: string;
                        /** @default [] */
                        targets?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holds/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift a hold, with why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/honesty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well the system does */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: number;
                            calibration: {
                                bins: {
                                    confirmed: {
                                        hits: number;
                                        least?: number;
                                        most?: number;
                                        share?: number;
                                        trials: number;
                                    };
                                    from: number;
                                    meanWeight: number;
                                    to: number;
                                }[];
                                brier?: {
                                    least: number;
                                    most: number;
                                    value: number;
                                };
                                brierOfBaseRate?: number;
                                confirmed: number;
                                decided: number;
                                error?: number;
                                errorByChance?: number;
                                fewest: number;
                            };
                            confirmed: number;
                            detectors: {
                                key: string;
                                precision: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                undecided: number;
                            }[];
                            drift: {
                                compared: number;
                                notices: ({
                                    month: string;
                                    rows: number;
                                    table: string;
                                    usual: number;
                                    /** @enum {string} */
                                    what: "rows";
                                    yearBefore?: number;
                                } | {
                                    currency?: string;
                                    index: number;
                                    isSeasonal: boolean;
                                    /** @enum {string} */
                                    measure: "amount" | "price-level" | "quantity";
                                    medianBefore: number;
                                    medianNow: number;
                                    /** @enum {string} */
                                    what: "spread";
                                } | {
                                    findings: number;
                                    findingsBefore: number;
                                    index: number;
                                    /** @enum {string} */
                                    what: "weights";
                                } | {
                                    before: number;
                                    detector: string;
                                    kept: number;
                                    /** @enum {string} */
                                    what: "detector";
                                })[];
                            };
                            failures: {
                                at: string;
                                isOff: boolean;
                                part: string;
                                reason: {
                                    en: string;
                                    zh: string;
                                };
                                /** Format: uuid */
                                run: string;
                                runs: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            groups: {
                                /** @enum {string} */
                                dimension: "department" | "region" | "channel" | "tenure" | "manager";
                                flagged: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                flaggedElsewhere: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                /** @enum {string} */
                                flags: "too-few" | "as-others" | "more" | "less";
                                /** @enum {string} */
                                inspections: "too-few" | "as-others" | "higher" | "lower";
                                name: string;
                                precision: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                precisionElsewhere: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                precisionQValue?: number;
                                qValue?: number;
                                sellers: number;
                            }[];
                            innocent: number;
                            lists: number;
                            missed: {
                                list: {
                                    drawnAt: string;
                                    drawnBy: {
                                        id: string;
                                        name?: string;
                                    };
                                    /** Format: uuid */
                                    id: string;
                                    items: number;
                                    judged: number;
                                    random: number;
                                    randomShare: number;
                                    ranking?: {
                                        digest: string;
                                        isChance: boolean;
                                        model: number;
                                        scoredAt: string;
                                    };
                                    /** Format: uuid */
                                    run: string;
                                    /** @enum {string} */
                                    unit: "seller" | "document" | "alert";
                                };
                                missed: {
                                    drawn: number;
                                    estimate?: number;
                                    falsified: number;
                                    honest: number;
                                    least?: number;
                                    most?: number;
                                    population: number;
                                    untold: number;
                                    waiting: number;
                                };
                            }[];
                            precision: {
                                hits: number;
                                least?: number;
                                most?: number;
                                share?: number;
                                trials: number;
                            };
                            ranks: {
                                key: string;
                                precision: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                undecided: number;
                            }[];
                            runs: {
                                byRule: number;
                                expectedFalse: number;
                                falseDiscoveryRate: number;
                                findings: number;
                                finishedAt: string;
                                /** Format: uuid */
                                run: string;
                                tested: number;
                                tests: number;
                            }[];
                            schemes: {
                                key: string;
                                precision: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                undecided: number;
                            }[];
                            tested: {
                                falseShare: {
                                    hits: number;
                                    least?: number;
                                    most?: number;
                                    share?: number;
                                    trials: number;
                                };
                                promised?: number;
                                undecided: number;
                            };
                            titles: {
                                [key: string]: {
                                    en: string;
                                    zh: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/honesty/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What detection says of itself: what failed and has not succeeded since, and what moved */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drift: ({
                                month: string;
                                rows: number;
                                table: string;
                                usual: number;
                                /** @enum {string} */
                                what: "rows";
                                yearBefore?: number;
                            } | {
                                currency?: string;
                                index: number;
                                isSeasonal: boolean;
                                /** @enum {string} */
                                measure: "amount" | "price-level" | "quantity";
                                medianBefore: number;
                                medianNow: number;
                                /** @enum {string} */
                                what: "spread";
                            } | {
                                findings: number;
                                findingsBefore: number;
                                index: number;
                                /** @enum {string} */
                                what: "weights";
                            } | {
                                before: number;
                                detector: string;
                                kept: number;
                                /** @enum {string} */
                                what: "detector";
                            })[];
                            failures: {
                                at: string;
                                isOff: boolean;
                                part: string;
                                reason: {
                                    en: string;
                                    zh: string;
                                };
                                /** Format: uuid */
                                run: string;
                                runs: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            titles: {
                                [key: string]: {
                                    en: string;
                                    zh: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this installation is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            demo: boolean;
                            loading: {
                                percent: number;
                                /** @enum {string} */
                                state: "waiting" | "running" | "failed" | "cancelled";
                                words: {
                                    en: string;
                                    zh: string;
                                } | null;
                            } | null;
                            mayLoadDemo: boolean;
                            version: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Folders of the server that may be imported from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files: {
                                bytes: number;
                                path: string;
                            }[];
                            name: string;
                            problem?: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of records and their fields */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                name: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                type: string;
                            }[];
                            name: string;
                            needs: string[][];
                            title: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    source?: string;
                    state?: "done" | "unfinished" | "failed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                actor: {
                                    id: string;
                                    name?: string;
                                };
                                /** Format: date-time */
                                askedAt: string;
                                batch?: string;
                                complete: boolean;
                                counts: {
                                    added: number;
                                    changed: number;
                                    gone: number;
                                    kind: string;
                                    observed: number;
                                    returned: number;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    unchanged: number;
                                }[];
                                /** Format: date-time */
                                endedAt?: string;
                                files: number;
                                /** Format: uuid */
                                id: string;
                                logIndex?: string;
                                percent: number;
                                refusedTotal: number;
                                source: string;
                                /** @enum {string} */
                                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                words?: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Import an upload by its plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        upload: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import with all that is known of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: {
                                id: string;
                                name?: string;
                            };
                            /** Format: date-time */
                            askedAt: string;
                            batch?: string;
                            complete: boolean;
                            counts: {
                                added: number;
                                changed: number;
                                gone: number;
                                kind: string;
                                observed: number;
                                returned: number;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                unchanged: number;
                            }[];
                            /** Format: date-time */
                            endedAt?: string;
                            fileList: {
                                bytes: number;
                                member?: string;
                                path: string;
                                rows: number;
                                sha256: string;
                            }[];
                            files: number;
                            /** Format: uuid */
                            id: string;
                            logIndex?: string;
                            mapping?: {
                                name: string;
                                version: number;
                            };
                            notes: {
                                en: string;
                                zh: string;
                            }[];
                            percent: number;
                            reasons: {
                                column?: string;
                                example?: string;
                                expected: {
                                    en: string;
                                    zh: string;
                                };
                                file: string;
                                firstRow?: number;
                                rows: number;
                            }[];
                            refusedKept: number;
                            refusedTotal: number;
                            root?: string;
                            source: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** Format: uuid */
                            upload?: string;
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an import; nothing of it is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/refused.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The refused rows of an import, or of a dry run by its job, as CSV */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/independence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody runs the system and audits it at once */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: string[];
                            breachOfIndependence: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists of inspections, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drawnAt: string;
                            drawnBy: {
                                id: string;
                                name?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            items: number;
                            judged: number;
                            random: number;
                            randomShare: number;
                            ranking?: {
                                digest: string;
                                isChance: boolean;
                                model: number;
                                scoredAt: string;
                            };
                            /** Format: uuid */
                            run: string;
                            /** @enum {string} */
                            unit: "seller" | "document" | "alert";
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Draw what to inspect next: by expected loss or by how unusual, with a random share */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        capacity: number;
                        /** @enum {string} */
                        goesBy?: "findings" | "ranking";
                        /** @default 0.2 */
                        randomShare?: number;
                        /** @enum {string} */
                        unit: "seller" | "document" | "alert";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A list of inspections with its outcomes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currency?: string;
                            drawnAt: string;
                            drawnBy: {
                                id: string;
                                name?: string;
                            };
                            fittedTo: number;
                            frameDigest: string;
                            /** Format: uuid */
                            id: string;
                            items: number;
                            judged: number;
                            missed?: {
                                drawn: number;
                                estimate?: number;
                                falsified: number;
                                honest: number;
                                least?: number;
                                most?: number;
                                population: number;
                                untold: number;
                                waiting: number;
                            };
                            others: number;
                            random: number;
                            randomShare: number;
                            ranking?: {
                                digest: string;
                                isChance: boolean;
                                model: number;
                                scoredAt: string;
                            };
                            rows: {
                                amount?: string;
                                chance?: number;
                                item: string;
                                judgedAt?: string;
                                judgedBy?: {
                                    id: string;
                                    name?: string;
                                };
                                kind: string;
                                leading?: number;
                                name?: string;
                                number: number;
                                /** @enum {string} */
                                outcome?: "falsified" | "honest" | "untold";
                                reason?: string;
                                reasons: {
                                    en: string;
                                    zh: string;
                                }[];
                                /** Format: uuid */
                                record?: string;
                                revision: number;
                                score: number;
                                sentence?: {
                                    en: string;
                                    zh: string;
                                };
                                suspected: boolean;
                                /** @enum {string} */
                                why: "expected-loss" | "unusual" | "random";
                            }[];
                            /** Format: uuid */
                            run: string;
                            seed: string;
                            /** @enum {string} */
                            unit: "seller" | "document" | "alert";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A list of inspections with its outcomes as a file */
        get: {
            parameters: {
                query: {
                    format: "csv" | "xlsx";
                    language?: "zh" | "en";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/{id}/items/{number}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what the inspection of one item found */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "falsified" | "honest" | "untold";
                        reason: string;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a list can go by now: what detectors found, or the ranking in service */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alert: {
                                ranking?: {
                                    isChance: boolean;
                                    model: number;
                                    scoredAt: string;
                                };
                                /** @enum {string} */
                                usual: "findings" | "ranking";
                            };
                            document: {
                                ranking?: {
                                    isChance: boolean;
                                    model: number;
                                    scoredAt: string;
                                };
                                /** @enum {string} */
                                usual: "findings" | "ranking";
                            };
                            seller: {
                                ranking?: {
                                    isChance: boolean;
                                    model: number;
                                    scoredAt: string;
                                };
                                /** @enum {string} */
                                usual: "findings" | "ranking";
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of programs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            expiresAt: string | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            madeAt: string;
                            name: string;
                            prefix: string;
                            revokedAt: string | null;
                            scopes: ("observations:write" | "decisions:ask")[];
                            source: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Issue a key; its secret is shown once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        expiresAt?: unknown;
                        name: string;
                        scopes: ("observations:write" | "decisions:ask")[];
                        source?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: {
                                expiresAt: string | null;
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                madeAt: string;
                                name: string;
                                prefix: string;
                                revokedAt: string | null;
                                scopes: ("observations:write" | "decisions:ask")[];
                                source: string | null;
                            };
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            expiresAt: string | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            madeAt: string;
                            name: string;
                            prefix: string;
                            revokedAt: string | null;
                            scopes: ("observations:write" | "decisions:ask")[];
                            source: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of records with their fields, and how many of each there are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amount?: string;
                            count: {
                                gone: number;
                                isExact: boolean;
                                records: number;
                                versions: number;
                            };
                            fields: {
                                en: string;
                                isFilled: boolean;
                                isPersonal: boolean;
                                isSortedFast: boolean;
                                name: string;
                                refersTo?: string;
                                /** @enum {string} */
                                type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency";
                                zh: string;
                            }[];
                            key: string[];
                            kind: string;
                            time?: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger at a glance */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            anchors: {
                                chain: {
                                    account: string;
                                    chainId: number;
                                    contract: string;
                                    failures: number;
                                    host: string;
                                    isOverdue: boolean;
                                    nextAt: string | null;
                                    problem: {
                                        en: string;
                                        zh: string;
                                    } | null;
                                } | null;
                                count: number;
                                failed: number;
                                last: {
                                    block: number;
                                    blockHash: string;
                                    /** Format: date-time */
                                    blockTime: string;
                                    chainId: number;
                                    contract: string;
                                    id: string;
                                    origin: string;
                                    root: string;
                                    size: number;
                                    transaction: string;
                                } | null;
                                pending: {
                                    /** Format: date-time */
                                    begunAt: string;
                                    size: number;
                                } | null;
                            };
                            concerns: {
                                en: string;
                                /** @enum {string} */
                                severity: "high" | "medium";
                                zh: string;
                            }[];
                            entries: number;
                            failedOpen: number;
                            failedOpenAt: string | null;
                            faults: {
                                /** Format: date-time */
                                foundAt: string;
                                id: string;
                                place: string;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                settledAt: string | null;
                                settledBecause: string | null;
                            }[];
                            isChecking: boolean;
                            keys: {
                                /** Format: date-time */
                                from: string;
                                until: string | null;
                                verifier: string;
                            }[];
                            lastCheck: {
                                /** Format: date-time */
                                at: string;
                                entries: number;
                                faults: number;
                                rows: number;
                            } | null;
                            mirrorFailed: number;
                            mirrors: {
                                copiedAt: string | null;
                                failures: number;
                                isOverdue: boolean;
                                lag: number;
                                nextAt: string | null;
                                place: string;
                                problem: {
                                    en: string;
                                    zh: string;
                                } | null;
                                size: number;
                            }[];
                            origin: string;
                            published: {
                                /** Format: date-time */
                                at: string;
                                isWitnessed: boolean | null;
                                root: string;
                                size: number;
                            } | null;
                            sealed: number;
                            stamps: {
                                authorities: {
                                    failures: number;
                                    isOverdue: boolean;
                                    last: {
                                        authority: string;
                                        id: string;
                                        origin: string;
                                        policy: string;
                                        root: string;
                                        serial: string;
                                        signer: string;
                                        size: number;
                                        /** Format: date-time */
                                        stampedAt: string;
                                    } | null;
                                    nextAt: string | null;
                                    problem: {
                                        en: string;
                                        zh: string;
                                    } | null;
                                    url: string;
                                }[];
                                count: number;
                                failed: number;
                            };
                            stopped: {
                                en: string;
                                zh: string;
                            } | null;
                            witnesses: {
                                cosignedAt: string | null;
                                name: string;
                                problem: string | null;
                                size: number;
                                url: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/alarm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong with the ledger now, for the pages of those who watch over it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alarms: {
                                en: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Anchors in an EVM chain, newest first */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                block: number;
                                blockHash: string;
                                /** Format: date-time */
                                blockTime: string;
                                chainId: number;
                                contract: string;
                                id: string;
                                origin: string;
                                root: string;
                                size: number;
                                transaction: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check log and records against what was sealed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published checkpoints, newest first */
        get: {
            parameters: {
                query?: {
                    before?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: number;
                            rows: {
                                /** Format: date-time */
                                at: string;
                                isAnchored: boolean;
                                isWitnessed: boolean | null;
                                root: string;
                                size: number;
                                stamps: number;
                                witnesses: string[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/doubts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A check in a browser has failed: tell those who watch over the ledger */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        about: {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "record";
                            version: number;
                        } | {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "alert-version";
                            version: number;
                        } | {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "alert-step";
                            version: number;
                        } | {
                            /** @enum {string} */
                            kind: "log";
                        };
                        /** @enum {string} */
                        finding: "proof" | "history";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isNew: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the log, newest first */
        get: {
            parameters: {
                query?: {
                    before?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: number;
                            rows: {
                                actor: string;
                                index: number;
                                isSealed: boolean;
                                subject: string;
                                /** Format: date-time */
                                time: string;
                                type: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/entries/{index}/age": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Since when at the latest an entry has been there: its earliest time stamp and anchor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            anchor: {
                                block: number;
                                blockHash: string;
                                /** Format: date-time */
                                blockTime: string;
                                chainId: number;
                                contract: string;
                                id: string;
                                origin: string;
                                root: string;
                                size: number;
                                transaction: string;
                            } | null;
                            stamp: {
                                authority: string;
                                id: string;
                                origin: string;
                                policy: string;
                                root: string;
                                serial: string;
                                signer: string;
                                size: number;
                                /** Format: date-time */
                                stampedAt: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/entries/{index}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof of one entry (c2sp.org/tlog-proof), to be verified elsewhere */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/faults/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle a fault, with what came of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/growth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries a day, and how much room the log takes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: {
                                database: number;
                                files: number;
                            };
                            days: {
                                day: string;
                                entries: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the log is sealed and published */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            origin: string;
                            sealedBelow: number;
                            stopped: {
                                en: string;
                                zh: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing key; the former one signs beside it for some days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 30 */
                        overlapDays?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            formerSignsUntil: string;
                            verifier: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/stamps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Time stamps, newest first */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                authority: string;
                                id: string;
                                origin: string;
                                policy: string;
                                root: string;
                                serial: string;
                                signer: string;
                                size: number;
                                /** Format: date-time */
                                stampedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/stamps/{id}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The checkpoint that was stamped, for `openssl ts -verify -data` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/stamps/{id}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer of the authority, for `openssl ts -verify -in` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookup/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of a kind whose key or name fits what is typed */
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amount?: string;
                            currency?: string;
                            day?: string;
                            key: string;
                            kind: string;
                            name?: string;
                            record: string;
                            status?: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kept mappings, the newest version of each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: {
                                id: string;
                                name?: string;
                            };
                            tables: number;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mappings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A kept mapping: the newest version, or the one asked for */
        get: {
            parameters: {
                query?: {
                    version?: number;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mapping: {
                                sources: {
                                    alsoKinds?: {
                                        fields: {
                                            [key: string]: {
                                                column: string;
                                                confidence?: number;
                                                date?: string;
                                                /** @enum {string} */
                                                decimal?: "." | ",";
                                                /** @enum {number} */
                                                factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                                /** @enum {string} */
                                                lookup?: "customer" | "employee" | "product";
                                                /** @enum {string} */
                                                rate?: "percent" | "fraction";
                                                zone?: string;
                                            } | {
                                                constant: string;
                                            };
                                        };
                                        /** @enum {string} */
                                        kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                        when: {
                                            column: string;
                                            startsWith: string;
                                        } | {
                                            column: string;
                                            equals: string | string[];
                                        } | {
                                            column: string;
                                            matches: string;
                                        };
                                    }[];
                                    confidence?: number;
                                    fields?: {
                                        [key: string]: {
                                            column: string;
                                            confidence?: number;
                                            date?: string;
                                            /** @enum {string} */
                                            decimal?: "." | ",";
                                            /** @enum {number} */
                                            factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                            /** @enum {string} */
                                            lookup?: "customer" | "employee" | "product";
                                            /** @enum {string} */
                                            rate?: "percent" | "fraction";
                                            zone?: string;
                                        } | {
                                            constant: string;
                                        };
                                    };
                                    file?: string;
                                    ignored?: string[];
                                    /** @enum {string} */
                                    kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement" | "none";
                                    member?: string;
                                    unmapped?: string[];
                                }[];
                                /** @enum {number} */
                                version: 1;
                            };
                            name: string;
                            version: number;
                            versions: {
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: {
                                    id: string;
                                    name?: string;
                                };
                                version: number;
                            }[];
                        };
                    };
                };
            };
        };
        /** Keep a mapping as the next version */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        after: number;
                        mapping: {
                            sources: {
                                alsoKinds?: {
                                    fields: {
                                        [key: string]: {
                                            column: string;
                                            confidence?: number;
                                            date?: string;
                                            /** @enum {string} */
                                            decimal?: "." | ",";
                                            /** @enum {number} */
                                            factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                            /** @enum {string} */
                                            lookup?: "customer" | "employee" | "product";
                                            /** @enum {string} */
                                            rate?: "percent" | "fraction";
                                            zone?: string;
                                        } | {
                                            constant: string;
                                        };
                                    };
                                    /** @enum {string} */
                                    kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                    when: {
                                        column: string;
                                        startsWith: string;
                                    } | {
                                        column: string;
                                        equals: string | string[];
                                    } | {
                                        column: string;
                                        matches: string;
                                    };
                                }[];
                                confidence?: number;
                                fields?: {
                                    [key: string]: {
                                        column: string;
                                        confidence?: number;
                                        date?: string;
                                        /** @enum {string} */
                                        decimal?: "." | ",";
                                        /** @enum {number} */
                                        factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                        /** @enum {string} */
                                        lookup?: "customer" | "employee" | "product";
                                        /** @enum {string} */
                                        rate?: "percent" | "fraction";
                                        zone?: string;
                                    } | {
                                        constant: string;
                                    };
                                };
                                file?: string;
                                ignored?: string[];
                                /** @enum {string} */
                                kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement" | "none";
                                member?: string;
                                unmapped?: string[];
                            }[];
                            /** @enum {number} */
                            version: 1;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mappings/{name}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What two versions say differently */
        get: {
            parameters: {
                query: {
                    from: number;
                    to: number;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            after?: string;
                            before?: string;
                            field?: string;
                            file: string;
                            kind?: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mappings/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep an earlier version as the next one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        after: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabledAt: string | null;
                            email: string;
                            employeeId: string | null;
                            hasSignIn: boolean;
                            hasTotp: boolean;
                            id: string;
                            name: string;
                            roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change my password */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mutes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                alerts: number;
                                at: string;
                                by: string;
                                detector?: {
                                    id: string;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                ended?: {
                                    at: string;
                                    because: string;
                                    by: string;
                                };
                                /** Format: uuid */
                                id: string;
                                reason: string;
                                /** @enum {string} */
                                scope: "all" | "seller" | "customer" | "product" | "legal-entity" | "org-unit";
                                scopeId?: string;
                                /** @enum {string} */
                                state: "in-force" | "expired" | "ended";
                                until: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Mute a detector or a scope */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        detector?: string;
                        reason: string;
                        /** @enum {string} */
                        scope: "all" | "seller" | "customer" | "product" | "legal-entity" | "org-unit";
                        scopeId?: string;
                        /** Format: date */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mutes/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a mute before its day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Extent and communities */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf?: string;
                            communities: {
                                amount: string;
                                currency: string;
                                customers: number;
                                id: number;
                                inside?: number;
                                members: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "seller" | "customer" | "phone" | "email" | "address" | "bank" | "tax" | "device";
                                    label?: string;
                                }[];
                                sellers: number;
                                shared: number;
                                ties: number;
                            }[];
                            extent?: {
                                communities: number;
                                identifiers: number;
                                leftOff: {
                                    shared: number;
                                    staff: number;
                                    trade: number;
                                };
                                links: number;
                                modularity: number;
                                parties: number;
                                publicValues: number;
                            };
                            hasMore: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom and what a node is tied to */
        get: {
            parameters: {
                query?: {
                    hops?: number;
                    open?: string;
                    trade?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                    kind: "seller" | "customer" | "phone" | "email" | "address" | "bank" | "tax" | "device";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string;
                            leftOff: number;
                            links: {
                                amount?: string;
                                currency?: string;
                                documents?: number;
                                firstOn?: string;
                                from: string;
                                lastOn?: string;
                                records: {
                                    key: string;
                                    kind: string;
                                    /** Format: uuid */
                                    record: string;
                                }[];
                                /** @enum {string} */
                                relation: "has" | "ship-to" | "pays-from" | "paid-to" | "trade" | "manages" | "approves";
                                to: string;
                            }[];
                            nodes: {
                                alerts: number;
                                community?: {
                                    id: number;
                                    parties: number;
                                    shared: number;
                                };
                                figures?: {
                                    currency: string;
                                    documents: number;
                                    firstOn?: string;
                                    lastOn?: string;
                                    region?: string;
                                    sales: string;
                                    team?: string;
                                };
                                hop?: number;
                                id: string;
                                key: string;
                                /** @enum {string} */
                                kind: "seller" | "customer" | "phone" | "email" | "address" | "bank" | "tax" | "device";
                                label?: string;
                                neighbours: number;
                                parties?: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/communities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A community and what ties it together */
        get: {
            parameters: {
                query?: {
                    trade?: "true" | "false";
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string;
                            community: {
                                amount: string;
                                currency: string;
                                customers: number;
                                id: number;
                                inside?: number;
                                members: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "seller" | "customer" | "phone" | "email" | "address" | "bank" | "tax" | "device";
                                    label?: string;
                                }[];
                                sellers: number;
                                shared: number;
                                ties: number;
                            };
                            leftOff: number;
                            links: {
                                amount?: string;
                                currency?: string;
                                documents?: number;
                                firstOn?: string;
                                from: string;
                                lastOn?: string;
                                records: {
                                    key: string;
                                    kind: string;
                                    /** Format: uuid */
                                    record: string;
                                }[];
                                /** @enum {string} */
                                relation: "has" | "ship-to" | "pays-from" | "paid-to" | "trade" | "manages" | "approves";
                                to: string;
                            }[];
                            nodes: {
                                alerts: number;
                                community?: {
                                    id: number;
                                    parties: number;
                                    shared: number;
                                };
                                figures?: {
                                    currency: string;
                                    documents: number;
                                    firstOn?: string;
                                    lastOn?: string;
                                    region?: string;
                                    sales: string;
                                    team?: string;
                                };
                                hop?: number;
                                id: string;
                                key: string;
                                /** @enum {string} */
                                kind: "seller" | "customer" | "phone" | "email" | "address" | "bank" | "tax" | "device";
                                label?: string;
                                neighbours: number;
                                parties?: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell of records: one, an array, or CloudEvents; by an API key of scope observations:write */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": (({
                        data: {
                            fields: {
                                [key: string]: string | boolean | number | null;
                            };
                            /** @default false */
                            gone?: boolean;
                            kind: string;
                            /** @default 1 */
                            occurrence?: number;
                            own?: {
                                [key: string]: string | number | null;
                            };
                        };
                        id: string;
                        source: string;
                        /** @enum {string} */
                        specversion: "1.0";
                        type: string;
                    } & {
                        [key: string]: unknown;
                    }) | {
                        fields: {
                            [key: string]: string | boolean | number | null;
                        };
                        /** @default false */
                        gone?: boolean;
                        id?: string;
                        kind: string;
                        /** @default 1 */
                        occurrence?: number;
                        own?: {
                            [key: string]: string | number | null;
                        };
                    }) | (({
                        data: {
                            fields: {
                                [key: string]: string | boolean | number | null;
                            };
                            /** @default false */
                            gone?: boolean;
                            kind: string;
                            /** @default 1 */
                            occurrence?: number;
                            own?: {
                                [key: string]: string | number | null;
                            };
                        };
                        id: string;
                        source: string;
                        /** @enum {string} */
                        specversion: "1.0";
                        type: string;
                    } & {
                        [key: string]: unknown;
                    }) | {
                        fields: {
                            [key: string]: string | boolean | number | null;
                        };
                        /** @default false */
                        gone?: boolean;
                        id?: string;
                        kind: string;
                        /** @default 1 */
                        occurrence?: number;
                        own?: {
                            [key: string]: string | number | null;
                        };
                    })[];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batch?: string;
                            results: {
                                key: string;
                                kind: string;
                                /** @enum {string} */
                                outcome: "added" | "changed" | "unchanged" | "gone" | "returned" | "repeated";
                                /** Format: uuid */
                                record: string;
                                version?: number;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/org-chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A level of the org chart */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    managerId?: string;
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            employees: number;
                            next?: string;
                            rows: {
                                account: {
                                    id: string;
                                    name: string;
                                } | null;
                                employeeId: string;
                                managerId: string | null;
                                reports: number;
                            }[];
                        };
                    };
                };
            };
        };
        /** Replace the org chart */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rows: {
                            employeeId: string;
                            managerId?: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            employees: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-detectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a detector of one's own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        declaration: {
                            blindTo: {
                                en: string;
                                zh: string;
                            }[];
                            formula: {
                                en: string;
                                zh: string;
                            };
                            innocent: {
                                en: string;
                                zh: string;
                            }[];
                            nextChecks: {
                                en: string;
                                zh: string;
                            }[];
                            parameters: {
                                /** @enum {string} */
                                form: "whole" | "decimal";
                                least: number;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                most: number;
                                name: string;
                                usual: number;
                            }[];
                            reads: {
                                [key: string]: string[];
                            };
                            /** @enum {string} */
                            scheme: "fictitious-sale" | "timing" | "channel-stuffing" | "price-kickback" | "splitting" | "duplicate" | "related-party" | "activity" | "pipeline" | "commission" | "document-mismatch" | "side-agreement" | "misrepresentation" | "diversion" | "master-data" | "feedback";
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            source: string;
                            sql: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                            why: {
                                en: string;
                                zh: string;
                            };
                        };
                        id: string;
                        params: {
                            [key: string]: number | number[];
                        };
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            number: number;
                            revision: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-detectors/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with a detector of one's own; nothing is run or kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        declaration: {
                            blindTo: {
                                en: string;
                                zh: string;
                            }[];
                            formula: {
                                en: string;
                                zh: string;
                            };
                            innocent: {
                                en: string;
                                zh: string;
                            }[];
                            nextChecks: {
                                en: string;
                                zh: string;
                            }[];
                            parameters: {
                                /** @enum {string} */
                                form: "whole" | "decimal";
                                least: number;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                most: number;
                                name: string;
                                usual: number;
                            }[];
                            reads: {
                                [key: string]: string[];
                            };
                            /** @enum {string} */
                            scheme: "fictitious-sale" | "timing" | "channel-stuffing" | "price-kickback" | "splitting" | "duplicate" | "related-party" | "activity" | "pipeline" | "commission" | "document-mismatch" | "side-agreement" | "misrepresentation" | "diversion" | "master-data" | "feedback";
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            /** @enum {string} */
                            severity: "low" | "medium" | "high";
                            source: string;
                            sql: string;
                            title: {
                                en: string;
                                zh: string;
                            };
                            why: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                en: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-detectors/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a detector of one's own may read */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            schemes: {
                                id: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            tables: {
                                columns: {
                                    name: string;
                                    type: string;
                                }[];
                                table: string;
                                title?: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may do what, as it is written */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            text: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest ranking of one unit, most suspect first */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    limit?: number;
                    unit?: "transaction" | "deal" | "customer" | "seller";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ranking?: {
                                asOf: string;
                                /** @enum {string} */
                                cause: "run" | "model" | "person";
                                digest: string;
                                /** Format: uuid */
                                id: string;
                                leftOut: number;
                                model: number;
                                scoredAt: string;
                                transactions: number;
                            };
                            rows: {
                                amount?: string;
                                chance?: number;
                                currency?: string;
                                customer?: {
                                    id: string;
                                    name?: string;
                                };
                                day?: string;
                                document?: {
                                    id: string;
                                    kind: string;
                                    /** Format: uuid */
                                    record?: string;
                                };
                                id: string;
                                kind: string;
                                leading?: {
                                    byChance: number;
                                    of: number;
                                    rows: number;
                                    share: number;
                                };
                                name?: string;
                                nearest?: {
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    /** Format: uuid */
                                    record?: string;
                                    words: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                /** @enum {string} */
                                outcome?: "falsified" | "honest";
                                rank: number;
                                /** @default [] */
                                reasons: {
                                    theme: string;
                                    weight: number;
                                    words: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                /** Format: uuid */
                                record?: string;
                                score: number;
                                seller?: {
                                    id: string;
                                    name?: string;
                                };
                                /** @default [] */
                                top: {
                                    id: string;
                                    kind: string;
                                    rank: number;
                                    /** Format: uuid */
                                    record?: string;
                                    score: number;
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                            }[];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel scoring or training */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models with their contests, which of them ranks, and how far scoring and training are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            inService: number;
                            jobs: {
                                createdAt: string;
                                finishedAt?: string;
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                name: "ranking.score" | "ranking.train";
                                percent: number;
                                /** @enum {string} */
                                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                words?: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            models: {
                                calibration: {
                                    offset: number;
                                    slope: number;
                                };
                                /** @enum {string} */
                                cause: "schedule" | "person";
                                contest: {
                                    against: number;
                                    candidate: number;
                                    certainty: number;
                                    difference: {
                                        least: number;
                                        most: number;
                                    };
                                    inService: number;
                                    takesOver: boolean;
                                    why: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                dataIndex: number;
                                digest: string;
                                isKept: boolean;
                                knownAt: string;
                                labels: {
                                    digest: string;
                                    heldOut: {
                                        falsified: number;
                                        honest: number;
                                    };
                                    learned: {
                                        falsified: number;
                                        honest: number;
                                    };
                                    rows: number;
                                };
                                logIndex: number;
                                number: number;
                                trainedAt: string;
                                trainedBy: {
                                    id: string;
                                    name?: string;
                                };
                            }[];
                            revision: number;
                            steps: {
                                at: string;
                                by: {
                                    id: string;
                                    name?: string;
                                };
                                model: number;
                                reason?: string;
                                revision: number;
                                /** @enum {string} */
                                step: "took-over" | "put-back";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking/models/{number}/put-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a model in service, or the ranking without labels (0) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            model: number;
                            revision: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Score all transactions now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranking/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Teach a model what people found, and compare it with the one in service */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of a kind, a page */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    descending?: "true" | "false";
                    entity?: string;
                    filter?: string[];
                    gone?: "without" | "with" | "only";
                    limit?: number;
                    search?: string;
                    sort?: string;
                    source?: string;
                };
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            behind: number;
                            next?: string;
                            rows: {
                                fields: {
                                    [key: string]: string | boolean;
                                };
                                gone: boolean;
                                happenedAt?: string;
                                key: string;
                                kind: string;
                                legalEntity?: string;
                                /** Format: date-time */
                                observedAt: string;
                                occurrence: number;
                                record: string;
                                source: string;
                                version: number;
                            }[];
                            total?: {
                                count: number;
                                isExact: boolean;
                            };
                            words: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Enter a record, with its lines where it has some */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fields: {
                            [key: string]: string | boolean | null;
                        };
                        lines?: {
                            fields: {
                                [key: string]: string | boolean | null;
                            };
                            own?: {
                                [key: string]: string | null;
                            };
                        }[];
                        own?: {
                            [key: string]: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            lines: number;
                            record: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{kind}/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record with its history and what is related */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    record: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currency?: string;
                            gone: boolean;
                            key: string;
                            kind: string;
                            kindTitle: {
                                en: string;
                                zh: string;
                            };
                            legalEntity?: string;
                            mayCorrect: boolean;
                            name?: string;
                            namesakes: {
                                occurrence: number;
                                record: string;
                                source: string;
                            }[];
                            /** Format: date-time */
                            observedAt: string;
                            occurrence: number;
                            record: string;
                            related: {
                                kind: string;
                                next?: string;
                                rows: {
                                    amount?: string;
                                    currency?: string;
                                    day?: string;
                                    key: string;
                                    kind: string;
                                    name?: string;
                                    record: string;
                                    status?: string;
                                }[];
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                total: number;
                            }[];
                            source: string;
                            sourceRow: {
                                column: string;
                                value: string;
                            }[];
                            values: {
                                link?: {
                                    amount?: string;
                                    currency?: string;
                                    day?: string;
                                    key: string;
                                    kind: string;
                                    name?: string;
                                    record: string;
                                    status?: string;
                                };
                                name: string;
                                /** @enum {string} */
                                of: "field" | "custom";
                                personal: boolean;
                                place: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                /** @enum {string} */
                                type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                                value: string | boolean;
                            }[];
                            version: number;
                            versions: {
                                actor: {
                                    id: string;
                                    name?: string;
                                };
                                batch: string;
                                changedAfter?: {
                                    at: string;
                                    name: string;
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                changes: {
                                    after?: string | boolean;
                                    before?: string | boolean;
                                    name: string;
                                    /** @enum {string} */
                                    of: "field" | "custom" | "source";
                                    title: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {string} */
                                    type: "id" | "name" | "text" | "time" | "date" | "money" | "price" | "quantity" | "number" | "integer" | "rate" | "flag" | "currency" | "choice" | "yes-no" | "reference";
                                }[];
                                currency?: string;
                                currencyBefore?: string;
                                file?: string;
                                gone: boolean;
                                knownAt?: string;
                                /** Format: date-time */
                                observedAt: string;
                                /** @enum {string} */
                                origin: "import" | "form" | "api";
                                reason?: string;
                                sourceRow?: number;
                                version: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{kind}/{record}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct a record: a new version with its reason */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    record: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        fields?: {
                            [key: string]: string | boolean | null;
                        };
                        own?: {
                            [key: string]: string | null;
                        };
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{kind}/{record}/related/{by}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** More of one kind that refers to a record */
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path: {
                    by: string;
                    kind: string;
                    record: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                amount?: string;
                                currency?: string;
                                day?: string;
                                key: string;
                                kind: string;
                                name?: string;
                                record: string;
                                status?: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{kind}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of a kind as a file */
        get: {
            parameters: {
                query: {
                    columns?: string;
                    descending?: "true" | "false";
                    entity?: string;
                    filter?: string[];
                    format: "csv" | "xlsx";
                    gone?: "without" | "with" | "only";
                    language?: "zh" | "en";
                    search?: string;
                    sort?: string;
                    source?: string;
                };
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the next run would erase */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            before: string;
                            held: number;
                            kind: string;
                            records: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase it now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last runs, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf?: string;
                            cancelledAt?: string;
                            cancelledBy?: {
                                id: string;
                                name?: string;
                            };
                            /** @enum {string} */
                            cause?: "import" | "schedule" | "person";
                            ceased?: number;
                            expectedFalseAlarms?: number;
                            falseDiscoveryRate?: number;
                            findings?: number;
                            findingsByRule?: number;
                            findingsTested?: number;
                            finishedAt?: string;
                            /** Format: uuid */
                            id: string;
                            percent: number;
                            raised?: number;
                            startedAt: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            tests?: number;
                            updated?: number;
                            version?: string;
                            words?: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Run the detectors now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf?: string;
                            cancelledAt?: string;
                            cancelledBy?: {
                                id: string;
                                name?: string;
                            };
                            /** @enum {string} */
                            cause?: "import" | "schedule" | "person";
                            ceased?: number;
                            expectedFalseAlarms?: number;
                            falseDiscoveryRate?: number;
                            findings?: number;
                            findingsByRule?: number;
                            findingsTested?: number;
                            finishedAt?: string;
                            /** Format: uuid */
                            id: string;
                            percent: number;
                            raised?: number;
                            startedAt: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            tests?: number;
                            updated?: number;
                            version?: string;
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a run; what it found so far is never visible */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search in all kinds of records */
        get: {
            parameters: {
                query: {
                    limit?: number;
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kinds: {
                                kind: string;
                                rows: {
                                    fields: {
                                        [key: string]: string | boolean;
                                    };
                                    gone: boolean;
                                    happenedAt?: string;
                                    key: string;
                                    kind: string;
                                    legalEntity?: string;
                                    /** Format: date-time */
                                    observedAt: string;
                                    occurrence: number;
                                    record: string;
                                    source: string;
                                    version: number;
                                }[];
                                total: {
                                    count: number;
                                    isExact: boolean;
                                };
                            }[];
                            words: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sellers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sellers and their figures */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    q?: string;
                    region?: string;
                    seller?: string;
                    sort?: "sales" | "risk" | "return-rate" | "discount" | "quarter-end";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf?: string;
                            hasRisk: boolean;
                            next?: string;
                            rows: {
                                currency: string;
                                documents: number;
                                figures: {
                                    measure: string;
                                    percentile?: number;
                                    value: number;
                                }[];
                                id: string;
                                lastOn?: string;
                                name?: string;
                                region?: string;
                                returns: string;
                                risk?: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    rank: number;
                                    score: number;
                                };
                                sales: string;
                                salesBefore?: string;
                                seller: string;
                                team?: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sellers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A seller */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string;
                            currency: string;
                            documents: number;
                            figures?: {
                                cases: number;
                                /** @enum {string} */
                                form: "money" | "share" | "days" | "ratio";
                                isThin: boolean;
                                meaning: {
                                    en: string;
                                    zh: string;
                                };
                                measure: string;
                                peers?: {
                                    count: number;
                                    deviation: number;
                                    /** @enum {string} */
                                    level: "narrow" | "broad" | "all";
                                    median: number;
                                    percentile: number;
                                    place: string;
                                    values?: number[];
                                };
                                title: {
                                    en: string;
                                    zh: string;
                                };
                                value: number;
                            }[];
                            firstOn?: string;
                            id: string;
                            /** @enum {string} */
                            kind: "seller" | "customer";
                            lastOn?: string;
                            manager?: string;
                            months: {
                                discount?: number;
                                documents: number;
                                payments: string;
                                returns: string;
                                reversals: number;
                                sales: string;
                                startsOn: string;
                                visits: number;
                            }[];
                            name?: string;
                            others: {
                                documents: number;
                                id: string;
                                name?: string;
                                sales: string;
                            }[];
                            region?: string;
                            returns: string;
                            sales: string;
                            salesBefore?: string;
                            seller: string;
                            suspicions?: {
                                findings: {
                                    amount: string;
                                    currency: string;
                                    detector: string;
                                    firstSeen: string;
                                    found: boolean;
                                    id: string;
                                    scheme: string;
                                    score: number;
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                    status: string;
                                }[];
                                hasMore: boolean;
                                risk?: {
                                    amounts: {
                                        amount: string;
                                        currency: string;
                                    }[];
                                    findings: number;
                                    id: string;
                                    kind: string;
                                    name?: string;
                                    rank: number;
                                    reasons: {
                                        alert: string;
                                        contribution: number;
                                        detector: string;
                                        scheme: string;
                                        sentence: {
                                            en: string;
                                            zh: string;
                                        };
                                        status: string;
                                    }[];
                                    score: number;
                                };
                            };
                            team?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, if anybody */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            breachOfIndependence: boolean;
                            me: {
                                /** Format: date-time */
                                createdAt: string;
                                disabledAt: string | null;
                                email: string;
                                employeeId: string | null;
                                hasSignIn: boolean;
                                hasTotp: boolean;
                                id: string;
                                name: string;
                                roles: ("administrator" | "lead-auditor" | "auditor" | "manager" | "salesperson" | "finance")[];
                            } | null;
                            needsSetUp: boolean;
                            providers: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            browser: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            id: string;
                            isThisOne: boolean;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first accounts */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        administrator: {
                            email: string;
                            employeeId?: string;
                            name: string;
                            password: string;
                        };
                        leadAuditor?: {
                            email: string;
                            employeeId?: string;
                            name: string;
                            password: string;
                        };
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            administrator: string;
                            leadAuditor: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section alerts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                cron: string;
                                timeZone?: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle alerts anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            cron: string;
                            timeZone?: string;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                cron: string;
                                timeZone?: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/alerts/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What alerts said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                cron: string;
                                timeZone?: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/basics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What pages reckon days and money with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currencies: string[];
                            entities: {
                                currency: string;
                                id: string;
                                name: string;
                            }[];
                            fiscal: {
                                /** @enum {string} */
                                scheme: "months";
                                startMonth: number;
                            } | {
                                endMonth: number;
                                /** @enum {string} */
                                endRule: "last" | "nearest";
                                endWeekday: number;
                                /** @enum {string} */
                                pattern: "4-4-5" | "4-5-4" | "5-4-4";
                                /** @enum {string} */
                                scheme: "weeks";
                            } | {
                                periods: {
                                    /** Format: date */
                                    from: string;
                                    number: number;
                                    quarter: number;
                                    /** Format: date */
                                    to: string;
                                    year: number;
                                }[];
                                /** @enum {string} */
                                scheme: "explicit";
                            };
                            houseCurrency: string;
                            timeZone: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section calendar */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                closes: {
                                    entity?: string;
                                    number: number;
                                    /** Format: date */
                                    on: string;
                                    year: number;
                                }[];
                                fiscal: {
                                    /** @enum {string} */
                                    scheme: "months";
                                    startMonth: number;
                                } | {
                                    endMonth: number;
                                    /** @enum {string} */
                                    endRule: "last" | "nearest";
                                    endWeekday: number;
                                    /** @enum {string} */
                                    pattern: "4-4-5" | "4-5-4" | "5-4-4";
                                    /** @enum {string} */
                                    scheme: "weeks";
                                } | {
                                    periods: {
                                        /** Format: date */
                                        from: string;
                                        number: number;
                                        quarter: number;
                                        /** Format: date */
                                        to: string;
                                        year: number;
                                    }[];
                                    /** @enum {string} */
                                    scheme: "explicit";
                                };
                                timeZone: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle calendar anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            closes: {
                                entity?: string;
                                number: number;
                                /** Format: date */
                                on: string;
                                year: number;
                            }[];
                            fiscal: {
                                /** @enum {string} */
                                scheme: "months";
                                startMonth: number;
                            } | {
                                endMonth: number;
                                /** @enum {string} */
                                endRule: "last" | "nearest";
                                endWeekday: number;
                                /** @enum {string} */
                                pattern: "4-4-5" | "4-5-4" | "5-4-4";
                                /** @enum {string} */
                                scheme: "weeks";
                            } | {
                                periods: {
                                    /** Format: date */
                                    from: string;
                                    number: number;
                                    quarter: number;
                                    /** Format: date */
                                    to: string;
                                    year: number;
                                }[];
                                /** @enum {string} */
                                scheme: "explicit";
                            };
                            timeZone: string;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                closes: {
                                    entity?: string;
                                    number: number;
                                    /** Format: date */
                                    on: string;
                                    year: number;
                                }[];
                                fiscal: {
                                    /** @enum {string} */
                                    scheme: "months";
                                    startMonth: number;
                                } | {
                                    endMonth: number;
                                    /** @enum {string} */
                                    endRule: "last" | "nearest";
                                    endWeekday: number;
                                    /** @enum {string} */
                                    pattern: "4-4-5" | "4-5-4" | "5-4-4";
                                    /** @enum {string} */
                                    scheme: "weeks";
                                } | {
                                    periods: {
                                        /** Format: date */
                                        from: string;
                                        number: number;
                                        quarter: number;
                                        /** Format: date */
                                        to: string;
                                        year: number;
                                    }[];
                                    /** @enum {string} */
                                    scheme: "explicit";
                                };
                                timeZone: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/calendar/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What calendar said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                closes: {
                                    entity?: string;
                                    number: number;
                                    /** Format: date */
                                    on: string;
                                    year: number;
                                }[];
                                fiscal: {
                                    /** @enum {string} */
                                    scheme: "months";
                                    startMonth: number;
                                } | {
                                    endMonth: number;
                                    /** @enum {string} */
                                    endRule: "last" | "nearest";
                                    endWeekday: number;
                                    /** @enum {string} */
                                    pattern: "4-4-5" | "4-5-4" | "5-4-4";
                                    /** @enum {string} */
                                    scheme: "weeks";
                                } | {
                                    periods: {
                                        /** Format: date */
                                        from: string;
                                        number: number;
                                        quarter: number;
                                        /** Format: date */
                                        to: string;
                                        year: number;
                                    }[];
                                    /** @enum {string} */
                                    scheme: "explicit";
                                };
                                timeZone: string;
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section currencies */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                house: string;
                                mostRateDays: number;
                                others: string[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle currencies anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            house: string;
                            mostRateDays: number;
                            others: string[];
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                house: string;
                                mostRateDays: number;
                                others: string[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/currencies/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What currencies said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                house: string;
                                mostRateDays: number;
                                others: string[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section entities */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                entities: {
                                    currency: string;
                                    id: string;
                                    name: string;
                                    parent?: string;
                                    vatNumber?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle entities anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            entities: {
                                currency: string;
                                id: string;
                                name: string;
                                parent?: string;
                                vatNumber?: string;
                            }[];
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                entities: {
                                    currency: string;
                                    id: string;
                                    name: string;
                                    parent?: string;
                                    vatNumber?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/entities/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What entities said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                entities: {
                                    currency: string;
                                    id: string;
                                    name: string;
                                    parent?: string;
                                    vatNumber?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fiscal periods that hold any day from the one to the other */
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            name: string;
                            number: number;
                            quarter: number;
                            to: string;
                            year: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rates of a pair, newest first */
        get: {
            parameters: {
                query: {
                    base: string;
                    before?: string;
                    limit?: number;
                    quote: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                base: string;
                                day: string;
                                quote: string;
                                rate: string;
                                source: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/rates/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in dated rates */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        csv: string;
                        source: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            added: number;
                            corrected: number;
                            unchanged: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/rates/on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rate that is valid on a day */
        get: {
            parameters: {
                query: {
                    base: string;
                    day: string;
                    quote: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            base: string;
                            day: string;
                            quote: string;
                            rate: string;
                            source: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/rates/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which rates there are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            base: string;
                            days: number;
                            from: string;
                            quote: string;
                            to: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section retention */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                kinds: {
                                    kind: string;
                                    months: number;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle retention anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            kinds: {
                                kind: string;
                                months: number;
                            }[];
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                kinds: {
                                    kind: string;
                                    months: number;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/retention/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What retention said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                kinds: {
                                    kind: string;
                                    months: number;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/vat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The section vat */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                rates: {
                                    entity?: string;
                                    /** Format: date */
                                    from: string;
                                    name: string;
                                    rate: string;
                                    /** Format: date */
                                    to?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        /** Settle vat anew */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            rates: {
                                entity?: string;
                                /** Format: date */
                                from: string;
                                name: string;
                                rate: string;
                                /** Format: date */
                                to?: string;
                            }[];
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                rates: {
                                    entity?: string;
                                    /** Format: date */
                                    from: string;
                                    name: string;
                                    rate: string;
                                    /** Format: date */
                                    to?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/vat/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What vat said before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                rates: {
                                    entity?: string;
                                    /** Format: date */
                                    from: string;
                                    name: string;
                                    rate: string;
                                    /** Format: date */
                                    to?: string;
                                }[];
                            };
                            /** Format: date-time */
                            savedAt?: string;
                            savedBy?: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "signed-in" | "totp-needed";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where to go to sign in by OIDC */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        provider: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "signed-in" | "totp-needed";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Financial statements by company and year, each with Beneish's M against the year before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bound: number;
                            companies: {
                                currency?: string;
                                entity?: string;
                                years: {
                                    before?: string;
                                    indices: {
                                        index: string;
                                        push: number;
                                        title: {
                                            en: string;
                                            zh: string;
                                        };
                                        value?: number;
                                    }[];
                                    m?: number;
                                    period: string;
                                    record: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The house at a glance */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            backup: {
                                check?: string;
                                cron?: string;
                                folder: string;
                                isEncrypted: boolean;
                                keep?: number;
                            };
                            concerns: {
                                en: string;
                                /** @enum {string} */
                                severity: "high" | "medium";
                                zh: string;
                            }[];
                            database: {
                                bytes: number;
                                isEmbedded: boolean;
                                postgres: string;
                            };
                            disk: {
                                free: number;
                                total: number;
                            };
                            followers: {
                                behind: number;
                                isHeldUp: boolean;
                                name: string;
                                position: number;
                            }[];
                            live: {
                                baseline?: number;
                                behind: number;
                                customers: number;
                                readonly failed: string[];
                                /** Format: date-time */
                                judgedAt?: string;
                                leftOut: number;
                                milliseconds: number;
                                waiting: number;
                            };
                            log: {
                                size: number;
                                waiting: number;
                            };
                            node: string;
                            retention: {
                                cron: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backups, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            /** Format: date-time */
                            checkedAt?: string;
                            isEncrypted: boolean;
                            isThere: boolean;
                            logSize: number;
                            /** Format: date-time */
                            madeAt: string;
                            name: string;
                            rows: number;
                            wrong?: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Make a backup now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/backups/{name}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a backup for trial */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    state?: "waiting" | "running" | "done" | "failed" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next?: string;
                            rows: {
                                attempt: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                id: string;
                                name: string;
                                percent: number;
                                /** @enum {string} */
                                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                words?: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a job to end */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attempt: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            id: string;
                            name: string;
                            percent: number;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a job again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attempt: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            id: string;
                            name: string;
                            percent: number;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            words?: {
                                en: string;
                                zh: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to use TOTP */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            backupCodes: string[];
                            uri: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a first code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uploads that one may go on with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            files: {
                                bytes: number;
                                path: string;
                            }[];
                            folder?: string;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            state: "receiving" | "ready" | "removed";
                            /** Format: date-time */
                            touchedAt: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Begin an upload; files in the same request make it whole */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An upload with everything found out about it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            dryRun?: {
                                job: {
                                    /** Format: uuid */
                                    id: string;
                                    percent: number;
                                    /** @enum {string} */
                                    state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                result?: {
                                    counts: {
                                        added: number;
                                        changed: number;
                                        gone: number;
                                        kind: string;
                                        observed: number;
                                        returned: number;
                                        title: {
                                            en: string;
                                            zh: string;
                                        };
                                        unchanged: number;
                                    }[];
                                    notes: {
                                        en: string;
                                        zh: string;
                                    }[];
                                    reasons: {
                                        column?: string;
                                        example?: string;
                                        expected: {
                                            en: string;
                                            zh: string;
                                        };
                                        file: string;
                                        firstRow?: number;
                                        rows: number;
                                    }[];
                                    refusedTotal: number;
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                            };
                            files: {
                                bytes: number;
                                path: string;
                            }[];
                            folder?: string;
                            /** Format: uuid */
                            id: string;
                            imports: string[];
                            plan?: {
                                complete: boolean;
                                mapping: {
                                    sources: {
                                        alsoKinds?: {
                                            fields: {
                                                [key: string]: {
                                                    column: string;
                                                    confidence?: number;
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    /** @enum {number} */
                                                    factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                                    /** @enum {string} */
                                                    lookup?: "customer" | "employee" | "product";
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                } | {
                                                    constant: string;
                                                };
                                            };
                                            /** @enum {string} */
                                            kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                            when: {
                                                column: string;
                                                startsWith: string;
                                            } | {
                                                column: string;
                                                equals: string | string[];
                                            } | {
                                                column: string;
                                                matches: string;
                                            };
                                        }[];
                                        confidence?: number;
                                        fields?: {
                                            [key: string]: {
                                                column: string;
                                                confidence?: number;
                                                date?: string;
                                                /** @enum {string} */
                                                decimal?: "." | ",";
                                                /** @enum {number} */
                                                factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                                /** @enum {string} */
                                                lookup?: "customer" | "employee" | "product";
                                                /** @enum {string} */
                                                rate?: "percent" | "fraction";
                                                zone?: string;
                                            } | {
                                                constant: string;
                                            };
                                        };
                                        file?: string;
                                        ignored?: string[];
                                        /** @enum {string} */
                                        kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement" | "none";
                                        member?: string;
                                        unmapped?: string[];
                                    }[];
                                    /** @enum {number} */
                                    version: 1;
                                };
                                source: string;
                            };
                            preview?: {
                                job: {
                                    /** Format: uuid */
                                    id: string;
                                    percent: number;
                                    /** @enum {string} */
                                    state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                    words?: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                result?: {
                                    kept?: {
                                        name: string;
                                        version: number;
                                    };
                                    notes: {
                                        en: string;
                                        zh: string;
                                    }[];
                                    refused: {
                                        column?: string;
                                        expected: {
                                            en: string;
                                            zh: string;
                                        };
                                        member?: string;
                                        path: string;
                                        row?: number;
                                        value?: string;
                                    }[];
                                    refusedTotal: number;
                                    tables: {
                                        bytes: number;
                                        candidates: {
                                            fields: {
                                                column: number;
                                                confidence: number;
                                                field: string;
                                                why: {
                                                    en: string;
                                                    zh: string;
                                                };
                                            }[];
                                            /** @enum {string} */
                                            kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                        }[];
                                        columns: {
                                            empty: number;
                                            forms: {
                                                money: {
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    factor?: number;
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                };
                                                number: {
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    factor?: number;
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                };
                                                rate: {
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    factor?: number;
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                };
                                                time: {
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    factor?: number;
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                };
                                            };
                                            name: string;
                                            samples: string[];
                                        }[];
                                        confidence: number;
                                        /** @enum {string} */
                                        currency: "column" | "header" | "marks" | "open" | "none";
                                        delimiter?: string;
                                        doubleHeader: boolean;
                                        encoding?: string;
                                        /** @enum {string} */
                                        format: "csv" | "xlsx" | "jsonl" | "json" | "parquet";
                                        isKept: boolean;
                                        member?: string;
                                        path: string;
                                        question?: {
                                            en: string;
                                            zh: string;
                                        };
                                        refused: number;
                                        rows: number;
                                        source: {
                                            alsoKinds?: {
                                                fields: {
                                                    [key: string]: {
                                                        column: string;
                                                        confidence?: number;
                                                        date?: string;
                                                        /** @enum {string} */
                                                        decimal?: "." | ",";
                                                        /** @enum {number} */
                                                        factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                                        /** @enum {string} */
                                                        lookup?: "customer" | "employee" | "product";
                                                        /** @enum {string} */
                                                        rate?: "percent" | "fraction";
                                                        zone?: string;
                                                    } | {
                                                        constant: string;
                                                    };
                                                };
                                                /** @enum {string} */
                                                kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                                when: {
                                                    column: string;
                                                    startsWith: string;
                                                } | {
                                                    column: string;
                                                    equals: string | string[];
                                                } | {
                                                    column: string;
                                                    matches: string;
                                                };
                                            }[];
                                            confidence?: number;
                                            fields?: {
                                                [key: string]: {
                                                    column: string;
                                                    confidence?: number;
                                                    date?: string;
                                                    /** @enum {string} */
                                                    decimal?: "." | ",";
                                                    /** @enum {number} */
                                                    factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                                    /** @enum {string} */
                                                    lookup?: "customer" | "employee" | "product";
                                                    /** @enum {string} */
                                                    rate?: "percent" | "fraction";
                                                    zone?: string;
                                                } | {
                                                    constant: string;
                                                };
                                            };
                                            file?: string;
                                            ignored?: string[];
                                            /** @enum {string} */
                                            kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement" | "none";
                                            member?: string;
                                            unmapped?: string[];
                                        };
                                    }[];
                                    unusable: {
                                        expected: {
                                            en: string;
                                            zh: string;
                                        };
                                        member?: string;
                                        path: string;
                                    }[];
                                };
                            };
                            problems: {
                                field?: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                table?: number;
                            }[];
                            /** @enum {string} */
                            state: "receiving" | "ready" | "removed";
                            /** Format: date-time */
                            touchedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove the files */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try the import out, writing nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A file of an upload, or a piece of one from an offset on */
        post: {
            parameters: {
                query?: {
                    offset?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files: {
                                bytes: number;
                                path: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep the corrected mapping; what stands in the way of importing by it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        complete: boolean;
                        mapping: {
                            sources: {
                                alsoKinds?: {
                                    fields: {
                                        [key: string]: {
                                            column: string;
                                            confidence?: number;
                                            date?: string;
                                            /** @enum {string} */
                                            decimal?: "." | ",";
                                            /** @enum {number} */
                                            factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                            /** @enum {string} */
                                            lookup?: "customer" | "employee" | "product";
                                            /** @enum {string} */
                                            rate?: "percent" | "fraction";
                                            zone?: string;
                                        } | {
                                            constant: string;
                                        };
                                    };
                                    /** @enum {string} */
                                    kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement";
                                    when: {
                                        column: string;
                                        startsWith: string;
                                    } | {
                                        column: string;
                                        equals: string | string[];
                                    } | {
                                        column: string;
                                        matches: string;
                                    };
                                }[];
                                confidence?: number;
                                fields?: {
                                    [key: string]: {
                                        column: string;
                                        confidence?: number;
                                        date?: string;
                                        /** @enum {string} */
                                        decimal?: "." | ",";
                                        /** @enum {number} */
                                        factor?: 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000 | 1000000 | 10000000 | 100000000;
                                        /** @enum {string} */
                                        lookup?: "customer" | "employee" | "product";
                                        /** @enum {string} */
                                        rate?: "percent" | "fraction";
                                        zone?: string;
                                    } | {
                                        constant: string;
                                    };
                                };
                                file?: string;
                                ignored?: string[];
                                /** @enum {string} */
                                kind: "employee" | "customer" | "contact" | "product" | "price-list" | "opportunity" | "activity" | "quote" | "contract" | "order" | "order-line" | "delivery" | "invoice" | "invoice-line" | "payment" | "receivable" | "credit-note" | "stock" | "commission" | "expense" | "target" | "approval" | "complaint" | "change" | "financial-statement" | "none";
                                member?: string;
                                unmapped?: string[];
                            }[];
                            /** @enum {number} */
                            version: 1;
                        };
                        source: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                field?: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                table?: number;
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the files recognised */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        source?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All files have been sent */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/from-folder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take files of an allowed folder of the server */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        folder: string;
                        paths: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My saved views and the shared ones */
        get: {
            parameters: {
                query?: {
                    kind?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definition: {
                                columns: string[];
                                descending: boolean;
                                entity?: string;
                                filters: {
                                    field: string;
                                    op: string;
                                    /** @default  */
                                    value: string;
                                }[];
                                /**
                                 * @default without
                                 * @enum {string}
                                 */
                                gone: "without" | "with" | "only";
                                search?: string;
                                sort: string;
                                source?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            isMine: boolean;
                            isShared: boolean;
                            kind: string;
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Save a view */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            columns: string[];
                            descending: boolean;
                            entity?: string;
                            filters: {
                                field: string;
                                op: string;
                                /** @default  */
                                value?: string;
                            }[];
                            /**
                             * @default without
                             * @enum {string}
                             */
                            gone?: "without" | "with" | "only";
                            search?: string;
                            sort: string;
                            source?: string;
                        };
                        kind: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definition: {
                                columns: string[];
                                descending: boolean;
                                entity?: string;
                                filters: {
                                    field: string;
                                    op: string;
                                    /** @default  */
                                    value: string;
                                }[];
                                /**
                                 * @default without
                                 * @enum {string}
                                 */
                                gone: "without" | "with" | "only";
                                search?: string;
                                sort: string;
                                source?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            isMine: boolean;
                            isShared: boolean;
                            kind: string;
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save a view again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            columns: string[];
                            descending: boolean;
                            entity?: string;
                            filters: {
                                field: string;
                                op: string;
                                /** @default  */
                                value?: string;
                            }[];
                            /**
                             * @default without
                             * @enum {string}
                             */
                            gone?: "without" | "with" | "only";
                            search?: string;
                            sort: string;
                            source?: string;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definition: {
                                columns: string[];
                                descending: boolean;
                                entity?: string;
                                filters: {
                                    field: string;
                                    op: string;
                                    /** @default  */
                                    value: string;
                                }[];
                                /**
                                 * @default without
                                 * @enum {string}
                                 */
                                gone: "without" | "with" | "only";
                                search?: string;
                                sort: string;
                                source?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            isMine: boolean;
                            isShared: boolean;
                            kind: string;
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete a view */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a view */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definition: {
                                columns: string[];
                                descending: boolean;
                                entity?: string;
                                filters: {
                                    field: string;
                                    op: string;
                                    /** @default  */
                                    value: string;
                                }[];
                                /**
                                 * @default without
                                 * @enum {string}
                                 */
                                gone: "without" | "with" | "only";
                                search?: string;
                                sort: string;
                                source?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            isMine: boolean;
                            isShared: boolean;
                            kind: string;
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Show a view to all, or to myself alone */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isShared: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definition: {
                                columns: string[];
                                descending: boolean;
                                entity?: string;
                                filters: {
                                    field: string;
                                    op: string;
                                    /** @default  */
                                    value: string;
                                }[];
                                /**
                                 * @default without
                                 * @enum {string}
                                 */
                                gone: "without" | "with" | "only";
                                search?: string;
                                sort: string;
                                source?: string;
                            };
                            /** Format: uuid */
                            id: string;
                            isMine: boolean;
                            isShared: boolean;
                            kind: string;
                            name: string;
                            /** Format: date-time */
                            savedAt: string;
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server works */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            database: "reachable" | "unreachable";
                            heldUp?: number;
                            log?: {
                                size: number;
                                stalledSeconds: number;
                                waiting: number;
                            };
                            /** @enum {string} */
                            status: "ok" | "failing";
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            database: "reachable" | "unreachable";
                            heldUp?: number;
                            log?: {
                                size: number;
                                stalledSeconds: number;
                                waiting: number;
                            };
                            /** @enum {string} */
                            status: "ok" | "failing";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
