package com.example.users;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

/** Starts Lambda's runtime client with the one handler that there is. */
public final class Main {

    public static void main(String[] args) throws Throwable {
        AWSLambda.main(new String[] {Users.class.getName() + "::handleRequest"});
    }
}
