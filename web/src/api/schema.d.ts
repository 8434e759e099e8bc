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
                                evidenceTotal: number;
                                firstSeen: string;
                                found: boolean;
                                /** Format: uuid */
                                id: string;
                                notes: number;
                                qValue?: number;
                                revision: number;
                                scheme: string;
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
                            params: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
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
                        params: {
                            [key: string]: {
                                [key: string]: unknown;
                            };
                        };
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
                            params: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
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
    "/api/records/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
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
                                origin: "import" | "form";
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
        /** Cancel a run */
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
